-- round, abs, sign, scalar min and max, and the functions of mathematics.

CREATE TABLE m(id INTEGER PRIMARY KEY, i INTEGER, r REAL, t TEXT, a REAL);
INSERT INTO m VALUES
 (1, 5, 2.5, '2.5', 0.5), (2, -5, -2.5, 'x', -0.5), (3, 0, 2.675, '', 0.15), (4, NULL, NULL, NULL, NULL),
 (5, 1234567, 1.005, '1e2', 0.25), (6, 100, 8.345, '3', 1.45), (7, 7, 1e15, '-1', 1e300), (8, 1, 0.0, '0', -0.0),
 (9, 2, 4503599627370497.5, '1.5', 99.995), (10, 3, 0.285, '9', 1.255), (11, 9, 19.99, '2', 5.015);

SELECT id, round(r), round(i), round(t), round(a) FROM m ORDER BY id;
SELECT id, round(r, 1), round(r, 2), round(r, 0), round(a, 1), round(a, 2) FROM m ORDER BY id;
SELECT id, round(r, -1), round(r, 3), round(r, 20), round(r, NULL), round(r, 1.9), round(r, '1') FROM m ORDER BY id;
SELECT id, round(r, id), round(i, 1), round(i, -2) FROM m ORDER BY id;
SELECT round(2.5), round(-2.5), round(0.5), round(1.5), round(-0.5), round(0.49999999999999994), round(2.675, 2), round(1.005, 2);
SELECT round(1234.5, -2), round(5), round('2.5'), round('abc'), round(NULL), round(1e20), round(9223372036854775807), round(0.15, 1), round(0.25, 1), round(0.35, 1);
SELECT round(sum(r), 2), round(avg(i), 2), round(total(a), 1), round(avg(r)) FROM m WHERE id NOT IN (7, 9);
SELECT round(r, 1) AS x, count(*) FROM m GROUP BY x ORDER BY x;
SELECT id FROM m WHERE round(r) = 3 ORDER BY id;
SELECT id, abs(i), abs(r), abs(t), abs(-i), abs(a) FROM m ORDER BY id;
SELECT abs(-5), abs(-5.5), abs(NULL), abs('x'), abs('-3'), abs(x'2d35'), abs(-9223372036854775807);
SELECT abs(-9223372036854775807 - 1);
SELECT id, sign(i), sign(r), sign(t) FROM m ORDER BY id;
SELECT id, max(i, r), min(i, r), max(i, 3), min(i, 3, 1), max(r, 2.5), max(t, 'a') FROM m ORDER BY id;
SELECT max(1, 2, 3), min(3, 1, 2), max(1, NULL), min(NULL, 1), max('a', 'b'), max(1, 'a'), min(1, 'a'), max(1, 1.0), max(1.0, 1), min(1, 1.0);
SELECT max(i), min(i), max(i, 0), max(max(i), 0) FROM m GROUP BY id ORDER BY id;
SELECT max(max(i), 5), min(min(r), 0), max(sum(i), 10) FROM m;
SELECT id, ceil(r), floor(r), trunc(r), ceiling(r), ceil(i), floor(i), trunc(i), ceil(t) FROM m ORDER BY id;
SELECT ceil(1.2), ceil(2), floor(-1.5), trunc(1.7), trunc(-1.7), ceil('1.2'), floor('x'), ceil(NULL);
SELECT id, sqrt(r), sqrt(i), pow(i, 2), power(r, 2), pow(2, i) FROM m WHERE id NOT IN (5, 7, 9) ORDER BY id;
SELECT sqrt(16), sqrt(2), sqrt(-1), sqrt(NULL), sqrt('9'), pow(2, 10), pow(2, 0.5), pow(0, 0), pow(-8, 1.0/3), pow(2, NULL);
SELECT exp(0), exp(1), ln(1), ln(0), ln(-1), log(100), log10(1000), log2(8), log(2, 8), log(0), log('x');
SELECT id, exp(a), ln(r), log10(r), log2(r) FROM m WHERE id NOT IN (7, 9) ORDER BY id;
SELECT mod(7, 3), mod(-7, 3), mod(7.5, 2), mod(7, 0), mod(NULL, 2), pi(), degrees(pi()), radians(180);
SELECT id, mod(i, 3), mod(r, 2), mod(i, 0) FROM m ORDER BY id;
SELECT sin(0), cos(0), tan(0), asin(1), acos(1), atan(1), atan2(1, 1), acos(2), sinh(0), cosh(0), tanh(0), asinh(0), acosh(1), atanh(0);
SELECT sin(1), cos(1), tan(1), sin(r), cos(a) FROM m WHERE id = 1;
SELECT id FROM m ORDER BY round(r), id;
SELECT id FROM m ORDER BY abs(i) DESC, id;
SELECT id, CAST(round(r) AS INTEGER), CAST(round(r, 2) AS TEXT), round(r, 2) || '' FROM m ORDER BY id;
SELECT id, round(r * 100) / 100, round(i / 3.0, 2), round(i * 1.1, 1) FROM m ORDER BY id;
