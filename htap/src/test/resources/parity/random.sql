-- Made small from random queries that were answered otherwise than by SQLite.
CREATE TABLE texts(id INTEGER PRIMARY KEY, t TEXT, n TEXT COLLATE NOCASE, i INTEGER, d DECIMAL);
INSERT INTO texts VALUES
  (1, '1e2', '1e2', 2, 5), (2, '3.9', 'abc', 10, 1.5), (3, '-7e1x', 'ABD', -1, NULL),
  (4, NULL, 'NULL', 3, 2), (5, '100', 'b', 0, 0), (6, 'x', NULL, NULL, 7), (7, '1e400', 'é', 1, 1);

SELECT id, t << i FROM texts WHERE id < 6;
SELECT id, i << t FROM texts WHERE id < 6;
SELECT id, 1 | n FROM texts WHERE n IS NOT NULL;
SELECT id, t & 255 FROM texts;
SELECT id, ~t FROM texts;
SELECT id, d << t FROM texts WHERE id < 6;
SELECT id, t % 7, 1000 % t FROM texts WHERE id < 6;
SELECT sum(t) FROM texts WHERE id = 1;
SELECT sum(t), typeof(sum(t)) FROM texts WHERE id IN (1, 5);
SELECT sum(t), avg(t), total(t) FROM texts WHERE id = 5;
SELECT sum(n) FROM texts WHERE n = '1e2';
SELECT CASE WHEN t THEN 'abc' ELSE n END, t FROM texts UNION ALL SELECT (SELECT n FROM texts WHERE id = 2), 5 ORDER BY 1 DESC, 2;
SELECT (SELECT n FROM texts AS s WHERE s.id = texts.id) = 'ABC' FROM texts ORDER BY id;
SELECT (SELECT n FROM texts AS s WHERE s.id = texts.id) AS x FROM texts ORDER BY x, id;
SELECT x = 'ABC' FROM (SELECT (SELECT n FROM texts AS s WHERE s.id = texts.id) AS x FROM texts);
SELECT * FROM (VALUES ("no such column", 1)) AS v;
SELECT * FROM (VALUES (1, "no such column"), (2, 'b')) AS v;
SELECT column1 FROM (VALUES (1, 2), ("no such column", 3)) AS v;
SELECT id, sum((SELECT sum(t) FROM texts AS s WHERE s.id <= texts.id)) OVER (ORDER BY id) FROM texts;
SELECT avg((SELECT group_concat(s.t, 'x' ORDER BY s.id) FROM texts AS s WHERE texts.t <= texts.n)) OVER (ORDER BY id GROUPS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) FROM texts ORDER BY 1;
