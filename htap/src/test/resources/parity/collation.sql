-- NOCASE and RTRIM columns and the COLLATE operator, in comparisons, orders, groups and joins.

CREATE TABLE l(id INTEGER PRIMARY KEY, b TEXT, n TEXT COLLATE NOCASE, r TEXT COLLATE RTRIM);
INSERT INTO l VALUES
 (1, 'abc', 'abc', 'abc'), (2, 'ABC', 'ABC', 'abc  '), (3, 'Abd', 'Abd', 'ABC'), (4, 'b', 'B', ' b'), (5, NULL, NULL, NULL),
 (6, 'É', 'É', 'é '), (7, 'é', 'é', 'é'), (8, '', '', ''), (9, 'Z', 'z', '  '), (10, '_', '_', 'a'), (11, 'a', 'A', 'a ');
CREATE TABLE p(k TEXT COLLATE NOCASE PRIMARY KEY, v INTEGER);
INSERT INTO p VALUES ('Alpha', 1), ('beta', 2), ('GAMMA', 3);

SELECT id FROM l WHERE n = 'abc' ORDER BY id;
SELECT id FROM l WHERE n = 'ABC' ORDER BY id;
SELECT id FROM l WHERE 'aBc' = n ORDER BY id;
SELECT id FROM l WHERE n <> 'abc' ORDER BY id;
SELECT id FROM l WHERE n < 'b' ORDER BY id;
SELECT id FROM l WHERE n >= 'B' ORDER BY id;
SELECT id FROM l WHERE n BETWEEN 'A' AND 'ABD' ORDER BY id;
SELECT id FROM l WHERE n IN ('ABC', 'é') ORDER BY id;
SELECT id FROM l WHERE n NOT IN ('abc', 'Z') ORDER BY id;
SELECT id FROM l WHERE n = b ORDER BY id;
SELECT id FROM l WHERE b = n ORDER BY id;
SELECT id FROM l WHERE n = 'é' ORDER BY id;
SELECT id FROM l WHERE n IS 'ABC' ORDER BY id;
SELECT id FROM l WHERE n || '' = 'ABC' ORDER BY id;
SELECT id FROM l WHERE +n = 'ABC' ORDER BY id;
SELECT id FROM l WHERE lower(n) = 'abc' ORDER BY id;
SELECT id FROM l WHERE CAST(n AS TEXT) = 'ABC' ORDER BY id;
SELECT id FROM l WHERE n = 'ABC' COLLATE BINARY ORDER BY id;
SELECT id FROM l WHERE b = 'ABC' COLLATE NOCASE ORDER BY id;
SELECT id FROM l WHERE b COLLATE NOCASE = 'abc' ORDER BY id;
SELECT id FROM l WHERE b COLLATE NOCASE < 'B' ORDER BY id;
SELECT id FROM l WHERE b COLLATE NOCASE IN ('ABC', 'z') ORDER BY id;
SELECT id FROM l WHERE r = 'abc' ORDER BY id;
SELECT id FROM l WHERE r = 'abc   ' ORDER BY id;
SELECT id FROM l WHERE r = '' ORDER BY id;
SELECT id FROM l WHERE b = 'abc  ' COLLATE RTRIM ORDER BY id;
SELECT id FROM l WHERE r IN ('a', 'é') ORDER BY id;
SELECT id, n FROM l ORDER BY n, id;
SELECT id, n FROM l ORDER BY n DESC, id;
SELECT id, b FROM l ORDER BY b COLLATE NOCASE, id;
SELECT id, n FROM l ORDER BY n COLLATE BINARY, id;
SELECT id, r FROM l ORDER BY r, id;
SELECT id FROM l ORDER BY b COLLATE NOCASE DESC NULLS LAST, id;
SELECT DISTINCT n FROM l ORDER BY n;
SELECT count(DISTINCT n), count(DISTINCT b), count(DISTINCT r) FROM l;
SELECT max(n), min(n), max(b), min(b), max(r), min(r) FROM l;
SELECT n, count(*) FROM l GROUP BY n ORDER BY n;
SELECT lower(n) AS k, count(*) FROM l GROUP BY k ORDER BY k;
SELECT b COLLATE NOCASE AS k, count(*) FROM l GROUP BY k ORDER BY k;
SELECT count(*) FROM l GROUP BY r ORDER BY r;
SELECT n, max(id) FROM l GROUP BY n ORDER BY n;
SELECT x.id, y.id FROM l x JOIN l y ON x.n = y.n ORDER BY 1, 2;
SELECT x.id, y.id FROM l x JOIN l y ON x.n = y.b ORDER BY 1, 2;
SELECT x.id, y.id FROM l x JOIN l y ON x.b = y.n ORDER BY 1, 2;
SELECT x.id, y.id FROM l x JOIN l y USING (n) ORDER BY 1, 2;
SELECT n FROM l UNION SELECT k FROM p ORDER BY 1;
SELECT b FROM l UNION SELECT n FROM l ORDER BY 1;
SELECT n FROM l INTERSECT SELECT upper(k) FROM p;
SELECT n FROM l EXCEPT SELECT 'ABC' ORDER BY 1;
SELECT v FROM p WHERE k = 'ALPHA';
SELECT v FROM p WHERE k IN (SELECT b FROM l) ORDER BY v;
SELECT v FROM p WHERE k > 'BETA' ORDER BY v;
SELECT id FROM l WHERE n IN (SELECT k FROM p) ORDER BY id;
SELECT id FROM l WHERE b IN (SELECT n FROM l WHERE id = 2) ORDER BY id;
SELECT id, n = 'abc', n > 'B', b = 'abc' COLLATE NOCASE, r = 'a' FROM l ORDER BY id;
SELECT id, CASE n WHEN 'ABC' THEN 1 ELSE 0 END, nullif(n, 'ABC'), max(n, 'b'), n LIKE 'ab%' FROM l ORDER BY id;
SELECT 'a' = 'A' COLLATE NOCASE, 'é' = 'É' COLLATE NOCASE, 'a ' = 'a' COLLATE RTRIM, 'a' < 'B', 'a' < 'B' COLLATE NOCASE, ' a' = 'a' COLLATE RTRIM;
SELECT id, rank() OVER (ORDER BY n), count(*) OVER (PARTITION BY n) FROM l ORDER BY id;
SELECT instr(n, 'b'), replace(n, 'b', 'x'), upper(n), length(n) FROM l ORDER BY id;
SELECT group_concat(DISTINCT n) FROM l WHERE id < 3;
SELECT n FROM (SELECT n FROM l) WHERE n = 'ABC' ORDER BY n COLLATE BINARY;
WITH q AS (SELECT n FROM l) SELECT count(*) FROM q WHERE n = 'abc';
-- bind: 'abc'
-- bind: 'ABC'
-- bind: NULL
SELECT id FROM l WHERE n = ? ORDER BY id;

-- reset
CREATE TABLE reach(k TEXT, v TEXT);
INSERT INTO reach VALUES ('NULL', 'b'), ('it', 'B'), ('A', 'a'), ('b', NULL);
SELECT iif((k = k COLLATE NOCASE), k, v) FROM reach ORDER BY 1;
SELECT k FROM reach ORDER BY CASE WHEN v = 'b' COLLATE NOCASE THEN k ELSE v END, k;
SELECT k, (k || v COLLATE NOCASE) = 'nullB' FROM reach ORDER BY k;
SELECT coalesce(v, k COLLATE NOCASE) FROM reach ORDER BY 1, k;
