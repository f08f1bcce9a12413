-- Columns of NUMERIC affinity: DECIMAL, BOOLEAN, DATE, NUMERIC, and odd declared types.

CREATE TABLE m(id INTEGER PRIMARY KEY, price DECIMAL(10,2), amount NUMERIC, flag BOOLEAN, day DATE, at DATETIME, stamp TIMESTAMP, big NUMERIC, half DECIMAL, none, str STRING, vc VARCHAR(10), nch NCHAR(5), dbl DOUBLE PRECISION, fl FLOAT, bi BIGINT, ti TINYINT, un UNSIGNED BIG INT, mon MONEY);
INSERT INTO m VALUES
 (1, 10, 1, 1, '2024-01-01', '2024-01-01 10:00:00', 1704103200, 9007199254740993, 0.5, 'x', '5', 'abc', 'n', 1, 2, 3, 4, 5, 6.5),
 (2, 10.5, 2, 0, '2024-02-29', '2024-02-29 00:00:00', 1709164800, 9223372036854775807, 1, 'y', '6', '007', 'm', 1.5, 2.5, 9223372036854775807, 127, 18, 7),
 (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
 (4, -3, -4, 1, '1999-12-31', '1999-12-31 23:59:59', 0, -9223372036854775808, -0.25, '', '-1', '', '', -1e10, -0.0, -1, -128, 0, -1.25),
 (5, 10.50, 2, 0, '2024-01-01', '2024-01-01 10:00:00', -1, 4, 2, 'x', '7', '1e3', 'z', 1e300, 0.1, 0, 0, 1, 0);
CREATE TABLE cents(id INTEGER PRIMARY KEY, v DECIMAL(12,2));
INSERT INTO cents VALUES (1, 0.1), (2, 0.2), (3, 0.3), (4, 1.15), (5, 2.675), (6, 1e10), (7, 123456789.12);
CREATE TABLE bigs(id INTEGER PRIMARY KEY, v NUMERIC);
INSERT INTO bigs VALUES (1, 9007199254740992), (2, 9007199254740993), (3, 9223372036854775807), (4, 1);
CREATE TABLE reals(id INTEGER PRIMARY KEY, v NUMERIC);
INSERT INTO reals VALUES (1, 1e20), (2, 9223372036854775808), (3, 0.5), (4, 3);

SELECT * FROM m ORDER BY id;
SELECT id, price, amount, half, mon FROM m ORDER BY id;
SELECT id, typeof(price), typeof(amount), typeof(flag), typeof(day), typeof(stamp), typeof(big), typeof(half), typeof(none), typeof(str) FROM m ORDER BY id;
SELECT id, price * 2, price + 1, price / 2, price / 4, price % 3, -price FROM m ORDER BY id;
SELECT id, price * amount, price + half, half * half, amount / 2, amount * 1.5 FROM m ORDER BY id;
SELECT id, price || '', amount || '', half || '', mon || '' FROM m ORDER BY id;
SELECT id, CAST(price AS TEXT), CAST(price AS INTEGER), CAST(price AS REAL), CAST(half AS INTEGER) FROM m ORDER BY id;
SELECT id, round(price), round(price, 1), abs(price), max(price, 10), min(half, 1), coalesce(price, 0) FROM m ORDER BY id;
SELECT sum(price), avg(price), min(price), max(price), total(price), count(price), count(DISTINCT price) FROM m;
SELECT sum(amount), avg(amount), max(amount), sum(half), max(half), sum(flag), max(flag) FROM m;
SELECT sum(price * amount), sum(price) / count(*), avg(half), group_concat(price), group_concat(half) FROM m;
SELECT id FROM m WHERE price = 10 ORDER BY id;
SELECT id FROM m WHERE price = 10.5 ORDER BY id;
SELECT id FROM m WHERE price = '10.5' ORDER BY id;
SELECT id FROM m WHERE price > 10 ORDER BY id;
SELECT id FROM m WHERE price IN (10, 10.5) ORDER BY id;
SELECT id FROM m WHERE price BETWEEN 10 AND 11 ORDER BY id;
SELECT id FROM m WHERE amount = '2' ORDER BY id;
SELECT id FROM m WHERE amount = 2.0 ORDER BY id;
SELECT id FROM m WHERE flag ORDER BY id;
SELECT id FROM m WHERE flag = 1 ORDER BY id;
SELECT id FROM m WHERE NOT flag ORDER BY id;
SELECT id FROM m WHERE flag = TRUE ORDER BY id;
SELECT id FROM m WHERE day = '2024-01-01' ORDER BY id;
SELECT id FROM m WHERE day >= '2024-01-01' AND day < '2024-02-01' ORDER BY id;
SELECT id FROM m WHERE day > 2024 ORDER BY id;
SELECT id FROM m WHERE at BETWEEN '2024-01-01' AND '2024-01-31 23:59:59' ORDER BY id;
SELECT id FROM m WHERE stamp > 1700000000 ORDER BY id;
SELECT id FROM m WHERE big = 9007199254740993 ORDER BY id;
SELECT id FROM m WHERE big > 9007199254740992 ORDER BY id;
SELECT id FROM m WHERE bi = 9223372036854775807.0 ORDER BY id;
SELECT id FROM m WHERE none = 'x' ORDER BY id;
SELECT id FROM m WHERE str = 5 ORDER BY id;
SELECT id FROM m WHERE str = '5' ORDER BY id;
SELECT id FROM m WHERE vc = 7 ORDER BY id;
SELECT id FROM m WHERE vc = '007' ORDER BY id;
SELECT price, count(*) FROM m GROUP BY price ORDER BY price;
SELECT day, count(*), sum(price) FROM m GROUP BY day ORDER BY day;
SELECT flag, count(*), avg(price) FROM m GROUP BY flag ORDER BY flag;
SELECT DISTINCT amount FROM m ORDER BY amount;
SELECT id, price FROM m ORDER BY price DESC, id;
SELECT id, day FROM m ORDER BY day, id;
SELECT a.id, b.id FROM m a JOIN m b ON a.price = b.price ORDER BY 1, 2;
SELECT a.id, b.id FROM m a JOIN m b ON a.price = b.half ORDER BY 1, 2;
SELECT a.id, b.id FROM m a JOIN m b ON a.amount = b.ti ORDER BY 1, 2;
SELECT price FROM m UNION SELECT amount FROM m ORDER BY 1;
SELECT price FROM m UNION ALL SELECT id FROM m ORDER BY 1;
SELECT id, strftime('%Y', day), date(at), unixepoch(at) - stamp FROM m ORDER BY id;
SELECT id, price > amount, price = half, CASE WHEN price > 10 THEN price ELSE 0 END, iif(flag, price, amount) FROM m ORDER BY id;
SELECT id, big, big + 1, big - 1, bi, bi + 1, un FROM m ORDER BY id;
SELECT id, dbl, fl, dbl * 2, fl + 1, dbl / 3 FROM m ORDER BY id;
SELECT id, sum(price) OVER (ORDER BY id), lag(price) OVER (ORDER BY id), rank() OVER (ORDER BY price) FROM m ORDER BY id;
SELECT sum(v), avg(v), total(v), sum(v * 100), max(v) FROM cents;
SELECT id, v * 3, v + 0.1, round(v, 1), v || '', v * 100 / 100 FROM cents ORDER BY id;
SELECT id FROM cents WHERE v = 0.3 OR v = 0.1 + 0.2 ORDER BY id;
SELECT sum(v), avg(v), max(v), min(v) FROM bigs WHERE id < 3;
SELECT id, v, v = 9007199254740992, v = 9007199254740992.0, v > 9007199254740992.5 FROM bigs ORDER BY id;
SELECT a.id, b.id FROM bigs a JOIN bigs b ON a.v = b.v * 1.0 ORDER BY 1, 2;
SELECT id, v, typeof(v), v + 1 FROM reals ORDER BY id;
SELECT sum(v), max(v), min(v) FROM reals;
-- bind: 10
-- bind: 10.5
-- bind: '10.5'
-- bind: NULL
-- bind: x'31'
SELECT id FROM m WHERE price >= ? ORDER BY id;
-- bind: '2024-01-01'
-- bind: 2024
SELECT id FROM m WHERE day = ? ORDER BY id;
