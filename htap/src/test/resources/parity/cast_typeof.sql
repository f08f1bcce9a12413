-- CAST by SQLite's rules, typeof, and the types of expressions.

CREATE TABLE k(id INTEGER PRIMARY KEY, i INTEGER, r REAL, t TEXT, b BLOB, n NUMERIC);
INSERT INTO k VALUES
 (1, 1, 1.0, '1', x'31', 1),
 (2, -3, 3.9, '3.9', x'332e39', 3),
 (3, 9223372036854775807, -3.9, '12abc', x'616263', 4),
 (4, NULL, NULL, NULL, NULL, NULL),
 (5, 0, 1e20, ' 7 ', x'', 5),
 (6, 5, -1e20, '1e3', x'ff', 6),
 (7, 6, 0.5, '', x'2037', 7),
 (8, 7, 1e-5, 'abc', x'312e35', 8),
 (9, 8, 123456789.0, '0x10', x'00', 9),
 (10, 9, 2.5, '9223372036854775808', x'2d31', 10),
 (11, 10, -0.0, '-9223372036854775809', x'c3a9', 11),
 (12, 11, 1e15, '.5', x'31ff', 12),
 (13, 12, 1e16, '+5', x'2b35', 13);

SELECT id, CAST(i AS TEXT), CAST(i AS REAL), CAST(i AS INTEGER), CAST(i AS NUMERIC), CAST(i AS BLOB) FROM k ORDER BY id;
SELECT id, CAST(r AS TEXT), CAST(r AS INTEGER), CAST(r AS NUMERIC), CAST(r AS REAL), CAST(r AS BLOB) FROM k ORDER BY id;
SELECT id, CAST(t AS INTEGER), CAST(t AS REAL), CAST(t AS NUMERIC), CAST(t AS TEXT), CAST(t AS BLOB) FROM k ORDER BY id;
SELECT id, CAST(b AS TEXT), CAST(b AS INTEGER), CAST(b AS REAL), CAST(b AS BLOB), CAST(b AS NUMERIC) FROM k WHERE id NOT IN (6, 9, 12) ORDER BY id;
SELECT id, CAST(n AS TEXT), CAST(n AS INTEGER), CAST(n AS REAL) FROM k ORDER BY id;
SELECT id, CAST(t AS INT), CAST(t AS BIGINT), CAST(r AS SMALLINT), CAST(r AS INTEGER UNSIGNED) FROM k ORDER BY id;
SELECT id, CAST(r AS FLOAT), CAST(r AS DOUBLE), CAST(i AS DOUBLE PRECISION), CAST(r AS DECIMAL(10, 2)) FROM k ORDER BY id;
SELECT id, CAST(t AS VARCHAR(2)), CAST(i AS CHAR(1)), CAST(i AS CLOB), CAST(r AS VARCHAR) FROM k ORDER BY id;
SELECT id, CAST(i AS BOOLEAN), CAST(r AS BOOLEAN), CAST(t AS DATE), CAST(i AS DATETIME) FROM k ORDER BY id;
SELECT CAST('12abc' AS INTEGER), CAST('abc' AS INTEGER), CAST('1e3' AS INTEGER), CAST('' AS INTEGER), CAST(' 12 ' AS INTEGER), CAST('-5x' AS INTEGER);
SELECT CAST('12.9' AS INTEGER), CAST('99999999999999999999' AS INTEGER), CAST('-99999999999999999999' AS INTEGER), CAST(1e30 AS INTEGER), CAST(-1e30 AS INTEGER);
SELECT CAST('1.5e2' AS REAL), CAST('x' AS REAL), CAST('12.5kg' AS REAL), CAST('1e999' AS REAL), CAST('.5' AS REAL), CAST('5.' AS REAL), CAST('inf' AS REAL), CAST('nan' AS REAL);
SELECT CAST('12' AS NUMERIC), CAST('12.0' AS NUMERIC), CAST('12.5' AS NUMERIC), CAST('1e2' AS NUMERIC), CAST('abc' AS NUMERIC), CAST(1.0 AS NUMERIC), CAST('9223372036854775808' AS NUMERIC);
SELECT CAST(3.9 AS INTEGER), CAST(-3.5 AS INTEGER), CAST(0.99 AS INTEGER), CAST(2.5 AS INTEGER), CAST(9.3e18 AS INTEGER);
SELECT CAST(1 AS TEXT), CAST(1.0 AS TEXT), CAST(1e15 AS TEXT), CAST(1e16 AS TEXT), CAST(1e-5 AS TEXT), CAST(0.1 AS TEXT), CAST(1.0/3 AS TEXT), CAST(123456789.123 AS TEXT);
SELECT CAST(x'3132' AS TEXT), CAST('abc' AS BLOB), CAST(5 AS BLOB), CAST(x'3132' AS INTEGER), CAST(x'312e35' AS REAL);
SELECT CAST(NULL AS INTEGER), CAST(NULL AS TEXT), typeof(CAST(NULL AS REAL)), CAST(TRUE AS TEXT), CAST(1 > 0 AS TEXT);
SELECT CAST('2024-01-05' AS DATE), CAST('2024' AS INTEGER), CAST(300 AS TINYINT), CAST('a' AS NOSUCHTYPE), CAST('5' AS POINT);
SELECT CAST(i AS REAL) / 2, i / CAST(2 AS REAL), CAST(i / 2 AS TEXT), CAST(i AS TEXT) || '!' FROM k ORDER BY id;
SELECT id FROM k WHERE CAST(t AS INTEGER) > 0 ORDER BY id;
SELECT id FROM k WHERE CAST(r AS INTEGER) = 3 ORDER BY id;
SELECT id FROM k WHERE CAST(i AS TEXT) = '5' ORDER BY id;
SELECT id FROM k WHERE CAST(t AS REAL) = 3.9 ORDER BY id;
SELECT sum(CAST(t AS INTEGER)), avg(CAST(t AS REAL)), max(CAST(r AS INTEGER)), count(CAST(t AS TEXT)) FROM k WHERE id NOT IN (10, 11);
SELECT CAST(r AS INTEGER) AS whole, count(*) FROM k GROUP BY whole ORDER BY whole;
SELECT id FROM k ORDER BY CAST(t AS REAL), id;
SELECT id, typeof(i), typeof(r), typeof(t), typeof(b), typeof(n) FROM k ORDER BY id;
SELECT id, typeof(i + 1), typeof(i + r), typeof(t + 1), typeof(i || ''), typeof(i / 2), typeof(r / 2) FROM k ORDER BY id;
SELECT id, typeof(CAST(t AS NUMERIC)), typeof(CAST(t AS INTEGER)), typeof(CAST(i AS TEXT)) FROM k ORDER BY id;
SELECT typeof(1), typeof(1.0), typeof('a'), typeof(NULL), typeof(x'01'), typeof(1 = 1), typeof(9223372036854775808), typeof(1 || 1);
SELECT typeof(sum(i)), typeof(avg(i)), typeof(total(i)), typeof(count(*)), typeof(max(t)), typeof(group_concat(t)) FROM k WHERE i < 100;
SELECT typeof(sum(i)), typeof(max(r)) FROM k WHERE 0;
SELECT typeof(i) AS type, count(*) FROM k GROUP BY type ORDER BY type;
SELECT typeof(coalesce(i, 0)), typeof(coalesce(r, 0)), typeof(ifnull(t, 0)), typeof(nullif(i, 1)) FROM k ORDER BY id;
SELECT typeof(CASE WHEN i > 5 THEN i ELSE t END), typeof(iif(i > 5, r, i)) FROM k ORDER BY id;
SELECT typeof(abs(i)), typeof(abs(r)), typeof(round(i)), typeof(length(t)), typeof(substr(t, 1)) FROM k WHERE id = 1;
SELECT typeof((SELECT i FROM k WHERE id = 1)), typeof((SELECT t FROM k WHERE id = 100));
SELECT typeof(i) FROM (SELECT i FROM k UNION ALL SELECT t FROM k) ORDER BY 1;
SELECT typeof(date('2024-01-01')), typeof(julianday('2024-01-01')), typeof(random()), typeof(max(1, 2.0)), typeof(min('a', 1));
