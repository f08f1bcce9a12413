-- Arithmetic, integer division, %, bits, precedence, overflow.

CREATE TABLE n(id INTEGER PRIMARY KEY, i INTEGER, j INTEGER, r REAL, s REAL, t TEXT, z INTEGER);
INSERT INTO n VALUES
 (1, 7, 2, 2.5, 0.5, '7', 0),
 (2, -7, 2, -2.5, 3.0, '7.5', 0),
 (3, 7, -2, 1e10, 0.1, '12abc', 0),
 (4, -7, -2, -0.0, 2.0, 'abc', 0),
 (5, 0, 5, 0.0, 1e-10, '', 0),
 (6, NULL, 3, NULL, 4.0, NULL, NULL),
 (7, 3, NULL, 7.5, NULL, ' 9 ', 0),
 (8, 1000000007, 998244353, 123456.789, 0.001, '-4', 0);

SELECT id, i + j, i - j, i * j FROM n ORDER BY id;
SELECT id, i / j, i % j FROM n ORDER BY id;
SELECT id, i / 2, i / -2, i % 2, i % -2 FROM n ORDER BY id;
SELECT id, i / 0, i % 0, r / 0, r % 0, i / z, i % z, r / z FROM n ORDER BY id;
SELECT id, i / 0.0, i % 0.0, i % 0.5, r % 0.5 FROM n ORDER BY id;
SELECT id, r + s, r - s, r * s, r / s FROM n ORDER BY id;
SELECT id, r % s, r % 2, i % 2.5, i % s FROM n ORDER BY id;
SELECT id, i + r, i * r, i - r, i / r, r / i FROM n ORDER BY id;
SELECT id, i / 2.0, i * 1.0, 100.0 * i / 3, 100 * i / 3 FROM n ORDER BY id;
SELECT id, -i, +i, - -i, -r, +r, -t, +t FROM n ORDER BY id;
SELECT id, t + 1, t * 2, t / 2, t % 3, 1 - t FROM n ORDER BY id;
SELECT id, t + 1.5, t * r, t || '' + 1 FROM n ORDER BY id;
SELECT id, i & 3, i | 8, ~i, i << 2, i >> 1 FROM n ORDER BY id;
SELECT id, i & j, i | j, i << j, i >> j FROM n ORDER BY id;
SELECT id, r & 3, t & 3, ~r, r << 1, t | 1 FROM n ORDER BY id;
SELECT 1 << 62, 1 << 63, 1 << 64, 1 << -1, -1 >> 1, -1 >> 70, 1 >> -3, 8 >> 64;
SELECT 7 / 2, -7 / 2, 7 / -2, -7 / -2, 7 % 3, -7 % 3, 7 % -3, -7 % -3;
SELECT 7.0 / 2, 7 / 2.0, 7.5 % 2, -7.5 % 2, 7.5 % 2.9, 5 % 2.9;
SELECT 1 + 2 * 3, (1 + 2) * 3, 10 - 4 - 3, 100 / 10 / 5, 2 * 3 % 4, -2 * -3;
SELECT 1 + 1 = 2, 1 < 2 = 1, 2 > 1 > 0, 1 = 1 IS NULL, NOT 1 + 1, NOT 0 = 1, 5 & 3 = 1;
SELECT - 5 % 3, - 2 + 3, 3 - -2, 3 - - 2, ~5 + 1, -~5, ~-5;
SELECT '1' || 2 + 3, 1 || 2 * 3, '5' || '5' - 1, 2 * '3' || '4';
SELECT 0x1F, 0xff + 1, -0x10, 0x7fffffffffffffff, 0xffffffffffffffff, 1_000 + 1;
SELECT 1e3, 1.0, .5, 5., 1E-3, 1.5e+2, 123456789012345678, 0.1 + 0.2, 1.1 * 3;
SELECT 9223372036854775807 + 1, 9223372036854775807 * 2, -9223372036854775807 - 2;
SELECT 9223372036854775807, -9223372036854775808, 9223372036854775808, -9223372036854775809;
SELECT -(-9223372036854775807 - 1), (-9223372036854775807 - 1) / -1, (-9223372036854775807 - 1) % -1;
SELECT 2147483647 + 1, 100000 * 100000, 4294967296 * 2147483648, 3037000500 * 3037000500;
SELECT id, i * 1000000007 * 1000000007 FROM n WHERE id IN (1, 8) ORDER BY id;
SELECT id, i * j * i * j FROM n ORDER BY id;
SELECT 1e308 * 10, -1e308 * 10, 1e308 * 10 - 1e308 * 10, 0.0 / 0.0, 1e999, -1e999;
SELECT NULL + 1, NULL * 0, 1 / NULL, NULL % 2, NULL & 1, NULL || 'a', -NULL, ~NULL;
SELECT 'abc' + 1, '12abc' + 1, '3' + '4', '1e2' + 0, ' 7' + 0, '0x10' + 0, '' + 0, '.5' * 2;
SELECT '7' / 2, '7.0' / 2, '7' % 4, '9' - '4.5', -'5', -'5.5', -'a', +'5';
SELECT x'3132' + 1, x'' + 1, x'61' * 2;
SELECT sum(i) / count(*), sum(i) / 2, count(*) * 100 / 4, sum(i) * 1.0 / count(i) FROM n;
SELECT avg(i) / 2, avg(i) * 2, total(i) / 3, sum(r) / 2 FROM n;
SELECT id FROM n WHERE i / 2 = 3 ORDER BY id;
SELECT id FROM n WHERE i % 2 ORDER BY id;
SELECT id FROM n WHERE i / 2 * 2 <> i ORDER BY id;
SELECT id FROM n WHERE r / 2 > 1 ORDER BY id;
SELECT i / 2 AS half, count(*) FROM n GROUP BY i / 2 ORDER BY half;
SELECT i % 2 AS odd, sum(j) FROM n GROUP BY odd ORDER BY odd;
SELECT id, abs(i) % 4, abs(r), abs(t), abs(-i) FROM n ORDER BY id;
SELECT id, i * i AS square FROM n WHERE square > 10 ORDER BY square, id;
SELECT id, i > 0, i > 0 = 1, (i > 0) + (j > 0) FROM n ORDER BY id;
SELECT DISTINCT i / 3 FROM n ORDER BY 1;
SELECT id, i + NULL, coalesce(i, 0) + coalesce(j, 0) FROM n ORDER BY id;
SELECT id, (i - j) * (i + j), i * i - j * j FROM n ORDER BY id;
SELECT id, r * 0, r - r, i - i, 0 * i, 0 / i FROM n ORDER BY id;
SELECT max(i / 2), min(i % 5), sum(i / 2), avg(i / 2) FROM n;
SELECT 5 / 2 * 2.0, 5 / (2 * 2.0), 5 * 2.0 / 4, 5 / 2.0 * 2;
