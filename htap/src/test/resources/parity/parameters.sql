-- Parameters in all notations, and a value of each kind at each position.

CREATE TABLE q(id INTEGER PRIMARY KEY, i INTEGER, r REAL, t TEXT, b BLOB, n NUMERIC, c TEXT COLLATE NOCASE);
INSERT INTO q VALUES (1, 1, 1.0, '1', x'31', 1, 'a'), (2, 2, 2.5, 'two', x'', 2, 'B'), (3, NULL, NULL, NULL, NULL, NULL, NULL), (4, -3, 0.5, '2.5', x'ff', 4, ''), (5, 10, 10.0, '', x'3130', 5, 'é');

-- bind any
SELECT id FROM q WHERE i = ? ORDER BY id;
-- bind any
SELECT id FROM q WHERE i < ? ORDER BY id;
-- bind any
SELECT id FROM q WHERE r = ? ORDER BY id;
-- bind any
SELECT id FROM q WHERE r >= ? ORDER BY id;
-- bind any
SELECT id FROM q WHERE t = ? ORDER BY id;
-- bind any
SELECT id FROM q WHERE t > ? ORDER BY id;
-- bind any
SELECT id FROM q WHERE b = ? ORDER BY id;
-- bind any
SELECT id FROM q WHERE n = ? ORDER BY id;
-- bind any
SELECT id FROM q WHERE c = ? ORDER BY id;
-- bind any
SELECT id FROM q WHERE i IS ? ORDER BY id;
-- bind any
SELECT id FROM q WHERE t IS NOT ? ORDER BY id;
-- bind any
SELECT id FROM q WHERE i IN (?, 2) ORDER BY id;
-- bind any
SELECT id FROM q WHERE i NOT IN (1, ?) ORDER BY id;
-- bind any
SELECT id FROM q WHERE t IN (?, 'two') ORDER BY id;
-- bind any
SELECT id FROM q WHERE ? IN (i, t) ORDER BY id;
-- bind any
SELECT id FROM q WHERE ? ORDER BY id;
-- bind any
SELECT id FROM q WHERE NOT ? ORDER BY id;
-- bind any
SELECT id FROM q WHERE ? IS NULL ORDER BY id;
-- bind any
SELECT id FROM q WHERE +i = ? ORDER BY id;
-- bind any
SELECT id FROM q WHERE i + 0 = ? ORDER BY id;
-- bind any
SELECT id FROM q WHERE t || '' = ? ORDER BY id;
-- bind any
SELECT id, i + ?, i * ?1, i / ?1, i % ?1, i - ?1 FROM q ORDER BY id;
-- bind any
SELECT id, r + ?, r * ?1, r / ?1 FROM q ORDER BY id;
-- bind any
SELECT id, t || ?, ?1 || t, i || ?1, ?1 || r FROM q ORDER BY id;
-- bind any
SELECT id, coalesce(i, ?), ifnull(t, ?1), nullif(i, ?1), nullif(t, ?1) FROM q ORDER BY id;
-- bind any
SELECT id, max(i, ?), min(r, ?1), max(t, ?1) FROM q ORDER BY id;
-- bind any
SELECT id, CASE WHEN i > ? THEN 'more' ELSE 'less' END, CASE i WHEN ?1 THEN 'same' END, CASE ?1 WHEN t THEN 1 ELSE 0 END FROM q ORDER BY id;
-- bind any
SELECT id, iif(?, i, t), i > ?1, i IS ?1, i BETWEEN ?1 AND 5 FROM q ORDER BY id;
-- bind any
SELECT ?, typeof(?1), -?1, NOT ?1, ?1 + 1, ?1 || '', CAST(?1 AS TEXT), CAST(?1 AS INTEGER), CAST(?1 AS REAL), CAST(?1 AS BLOB) FROM q WHERE id = 1;
-- bind any
SELECT length(?), upper(?1), substr(?1, 1, 1), hex(?1), quote(?1), abs(?1), round(?1), instr(?1, '1') FROM q WHERE id = 1;
-- bind any
SELECT sum(i + ?), avg(r * ?1), count(?1), max(?1), min(i) + ?1, total(?1), sum(?1) FROM q;
-- bind any
SELECT group_concat(t, ?), count(*) FILTER (WHERE i > ?1) FROM q;
-- bind any
SELECT i + ? AS k, count(*) FROM q GROUP BY k ORDER BY k;
-- bind any
SELECT i, count(*) FROM q GROUP BY i HAVING count(*) < ? ORDER BY i;
-- bind any
SELECT id FROM q ORDER BY i = ?, id;
-- bind any
SELECT id FROM q WHERE i = (SELECT ?) ORDER BY id;
-- bind any
SELECT id FROM q WHERE id IN (SELECT id FROM q WHERE i > ?) ORDER BY id;
-- bind any
SELECT a.id, b.id FROM q a JOIN q b ON a.i = b.i AND b.r > ? ORDER BY 1, 2;
-- bind any
SELECT id, ? AS p FROM q UNION ALL SELECT 0, i FROM q ORDER BY 1, 2;
-- bind any
WITH z AS (SELECT ? AS v) SELECT id, v FROM q, z WHERE i >= v ORDER BY id;
-- bind any
SELECT id, sum(i + ?) OVER (ORDER BY id) FROM q ORDER BY id;
-- bind: 1, 2
-- bind: 2, 1
-- bind: '1', 2.5
-- bind: NULL, 1
-- bind: 1, NULL
SELECT id FROM q WHERE i = ? OR r = ? ORDER BY id;
-- bind: 1, 2
-- bind: 'a', 'b'
-- bind: 1, 'b'
-- bind: 1.5, NULL
SELECT ?2, ?1, ?2 FROM q WHERE id = 1;
-- bind: 1, 2, 3, 4
-- bind: 1, '2', NULL, x'61'
SELECT ?3, ?, ?1 FROM q WHERE id = 1;
-- bind: 2, 1
-- bind: '2', 1.0
SELECT id FROM q WHERE i <= :top AND i >= :low ORDER BY id;
-- bind: 2
-- bind: NULL
SELECT id, @x, @x + 1 FROM q WHERE i = @x ORDER BY id;
-- bind: 2
-- bind: 'two'
SELECT id, $v FROM q WHERE i = $v OR t = $v ORDER BY id;
-- bind: 1, 'two'
SELECT id FROM q WHERE i = :a OR t = @a ORDER BY id;
-- bind: 1, 10
-- bind: '1', '10'
-- bind: 0.5, 2.5
-- bind: NULL, 2
SELECT id FROM q WHERE i BETWEEN ? AND ? ORDER BY id;
-- bind: 1, 2, 10
-- bind: '1', 2, NULL
SELECT id FROM q WHERE i IN (?, ?, ?) ORDER BY id;
-- bind: 1, 'a'
-- bind: '1', x'61'
SELECT id FROM q WHERE (i, c) = (?, ?) ORDER BY id;
-- bind: 2
-- bind: '2'
-- bind: 1.5
-- bind: NULL
SELECT substr('hello', ?), round(2.567, ?1), printf('%d', ?1);
-- bind: 2147483647
-- bind: 2147483648
-- bind: 9223372036854775807
-- bind: -9223372036854775808
SELECT ?, ?1 + 0, -?1, typeof(?1 * 2) FROM q WHERE id = 1;
