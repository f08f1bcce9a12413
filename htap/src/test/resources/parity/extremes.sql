-- NULLs, empty texts, extreme numbers, Unicode, blobs, empty tables, long texts.

CREATE TABLE x(id INTEGER PRIMARY KEY, i INTEGER, r REAL, t TEXT, b BLOB);
INSERT INTO x VALUES
 (1, 9223372036854775807, 1.7976931348623157e308, 'z', x'ffffffff'),
 (2, -9223372036854775808, -1.7976931348623157e308, '', x''),
 (3, 9007199254740993, 4.9e-324, 'a' || char(0) || 'b', x'00'),
 (4, -9007199254740993, -4.9e-324, '😀👩‍👩‍👧', x'f09f9880'),
 (5, 0, -0.0, 'e' || char(769), x'0000'),
 (6, NULL, NULL, NULL, NULL),
 (7, 4294967296, 0.1, char(65279) || 'bom', zeroblob(100)),
 (8, -1, 1e999, 'NULL', x'4e554c4c'),
 (9, 2147483648, -1e999, '''";--', x'27'),
 (10, 1, 2.2250738585072014e-308, replace(hex(zeroblob(500)), '00', 'long'), x'01'),
 (11, 2147483647, 123456789012345680.0, 'ǅ İ ı ß ﬁ', x'02'),
 (12, -2147483648, 3.141592653589793, char(1114111), x'03');
CREATE TABLE empty(i INTEGER, r REAL, t TEXT, b BLOB);
CREATE TABLE nulls(i INTEGER, r REAL, t TEXT, b BLOB);
INSERT INTO nulls VALUES (NULL, NULL, NULL, NULL), (NULL, NULL, NULL, NULL);
CREATE TABLE one(v INTEGER);
INSERT INTO one VALUES (NULL);

SELECT * FROM x ORDER BY id;
SELECT id, i FROM x ORDER BY i;
SELECT id, r FROM x ORDER BY r, id;
SELECT id, t FROM x ORDER BY t;
SELECT id, b FROM x ORDER BY b;
SELECT id, i + 1, i - 1 FROM x ORDER BY id;
SELECT id, i * 2, i * -1, -i FROM x ORDER BY id;
SELECT id, i / -1, i % -1, i / 2, i % 10 FROM x ORDER BY id;
SELECT id, r * 10, r / 10, r + r, -r, r * 0 FROM x ORDER BY id;
SELECT id, i * 1.0, i + 0.5, CAST(i AS REAL), CAST(r AS INTEGER) FROM x ORDER BY id;
SELECT id, i = r, i < r, i > 9.2e18, i = 9007199254740992.0 FROM x ORDER BY id;
SELECT id, i || '', r || '', CAST(r AS TEXT) FROM x ORDER BY id;
SELECT id, abs(r), round(r, 2), r > 0, r = 0, r IS NULL FROM x ORDER BY id;
SELECT id, length(t), length(b), hex(t), upper(t), lower(t) FROM x WHERE id <> 10 ORDER BY id;
SELECT id, substr(t, 1, 1), substr(t, -1), instr(t, 'b'), t || 'x' FROM x WHERE id <> 10 ORDER BY id;
SELECT id, t = '', t > 'a', t LIKE '%b%', t GLOB '*' FROM x ORDER BY id;
SELECT id, b = x'', b > x'00', hex(b), typeof(b), length(b) FROM x ORDER BY id;
SELECT max(i), min(i), count(i), total(i), avg(i) FROM x;
SELECT max(r), min(r), count(r) FROM x;
SELECT sum(r), avg(r), total(r) FROM x WHERE id IN (3, 4, 5, 7, 10, 12);
SELECT sum(r), avg(r), total(r) FROM x WHERE id IN (1, 8);
SELECT sum(r), total(r) FROM x WHERE id IN (8, 9);
SELECT sum(r) FROM x WHERE id IN (1, 2);
SELECT sum(i) FROM x WHERE id IN (1, 2);
SELECT sum(i) FROM x WHERE id IN (3, 4, 7, 8);
SELECT sum(i) FROM x WHERE i > 0;
SELECT max(t), min(t), max(b), min(b), count(DISTINCT t), count(DISTINCT b) FROM x;
SELECT r = 0.0 AS zero, count(*) FROM x GROUP BY zero ORDER BY zero;
SELECT r, count(*) FROM x GROUP BY r ORDER BY r;
SELECT b, count(*) FROM x GROUP BY b ORDER BY b;
SELECT DISTINCT r FROM x WHERE id IN (5, 12) UNION SELECT 0.0 ORDER BY 1;
SELECT id FROM x WHERE r > 1e308 ORDER BY id;
SELECT id FROM x WHERE r = 1e999 ORDER BY id;
SELECT id FROM x WHERE r < -1e308 ORDER BY id;
SELECT id FROM x WHERE i = 9223372036854775807 ORDER BY id;
SELECT id FROM x WHERE i = -9223372036854775808 ORDER BY id;
SELECT id FROM x WHERE i > 9223372036854775806 ORDER BY id;
SELECT id FROM x WHERE i = 9007199254740993.0 ORDER BY id;
SELECT id FROM x WHERE i IN (9007199254740992, 9007199254740993) ORDER BY id;
SELECT id FROM x WHERE i BETWEEN -9223372036854775808 AND -1 ORDER BY id;
SELECT id FROM x WHERE t = '😀👩‍👩‍👧' ORDER BY id;
SELECT id FROM x WHERE t IS NULL OR t = '' ORDER BY id;
SELECT id FROM x WHERE t = 'NULL' ORDER BY id;
SELECT id FROM x WHERE b = x'' ORDER BY id;
SELECT id FROM x WHERE b = zeroblob(100) ORDER BY id;
SELECT a.id, c.id FROM x a JOIN x c ON a.r = c.r ORDER BY 1, 2;
SELECT a.id, c.id FROM x a JOIN x c ON a.i = c.r ORDER BY 1, 2;
SELECT a.id, c.id FROM x a JOIN x c ON a.b = c.b ORDER BY 1, 2;
SELECT a.id, c.id FROM x a JOIN x c ON a.t = c.t ORDER BY 1, 2;
SELECT count(*), count(i), sum(i), max(t) FROM empty;
SELECT * FROM empty;
SELECT i, count(*) FROM empty GROUP BY i;
SELECT * FROM empty LEFT JOIN one ON 1;
SELECT * FROM one LEFT JOIN empty ON 1;
SELECT * FROM one, empty;
SELECT max(i) IS NULL, coalesce(sum(i), 0), total(r), group_concat(t) FROM empty;
SELECT exists(SELECT 1 FROM empty), (SELECT i FROM empty), 1 IN (SELECT i FROM empty);
SELECT row_number() OVER () FROM empty;
SELECT i FROM empty UNION SELECT v FROM one;
SELECT i FROM empty ORDER BY i LIMIT 5;
SELECT DISTINCT t FROM empty;
SELECT count(*), count(i), sum(i), avg(r), max(t), min(b), total(i), group_concat(t) FROM nulls;
SELECT DISTINCT * FROM nulls;
SELECT i, count(*) FROM nulls GROUP BY i;
SELECT i + 1, r * 2, t || 'x', -i, NOT i, i = i, i IS i, i IN (1, NULL), i BETWEEN 1 AND 2 FROM nulls;
SELECT * FROM nulls a JOIN nulls b ON a.i = b.i;
SELECT count(*) FROM nulls a JOIN nulls b ON a.i IS b.i;
SELECT v, v IS NULL, coalesce(v, 'none'), typeof(v) FROM one;
SELECT '', '' IS NULL, length(''), '' = '', '' < 'a', '' || '', x'' = '', NULL = '';
SELECT 9223372036854775807, -9223372036854775808, 9007199254740993, 1e308, 5e-324, -0.0, 0.0, 1e999;
SELECT 9223372036854775807 = 9223372036854775807.0, 9223372036854775807 < 9223372036854775808.0, 9007199254740993 = 9007199254740993.0;
SELECT 0.0 = -0.0, -0.0 || '', -0.0 < 0.0, 0.0 IS -0.0, min(0.0, -0.0), max(-0.0, 0.0);
-- bind: 9223372036854775807
-- bind: -9223372036854775808
-- bind: 9007199254740993
-- bind: 9.223372036854775807e18
-- bind: -1
-- bind: '9223372036854775807'
-- bind: NULL
SELECT id FROM x WHERE i = ? ORDER BY id;
-- bind: 1e308
-- bind: -0.0
-- bind: 4.9e-324
-- bind: 0
SELECT id FROM x WHERE r >= ? ORDER BY id;
-- bind: '😀👩‍👩‍👧'
-- bind: ''
-- bind: 'NULL'
-- bind: x''
SELECT id FROM x WHERE t = ? ORDER BY id;
-- bind: x''
-- bind: x'00'
-- bind: x'f09f9880'
-- bind: ''
SELECT id FROM x WHERE b = ? ORDER BY id;
-- bind: 9223372036854775807
-- bind: -9223372036854775808
-- bind: 1e308
-- bind: -0.0
-- bind: 4.9e-324
-- bind: 'a'
-- bind: ''
-- bind: '😀'
-- bind: x'00ff'
-- bind: x''
-- bind: NULL
SELECT ?, typeof(?1), ?1 IS NULL FROM one;
