-- Common table expressions, ordinary and recursive.

CREATE TABLE node(id INTEGER PRIMARY KEY, parent INTEGER, name TEXT, cost REAL);
INSERT INTO node VALUES (1, NULL, 'root', 1.0), (2, 1, 'a', 2.0), (3, 1, 'b', 3.5), (4, 2, 'aa', 0.5), (5, 2, 'ab', 1.5), (6, 4, 'aaa', 9.0), (7, NULL, 'other', 1.0);
CREATE TABLE edge(a INTEGER, b INTEGER, w INTEGER);
INSERT INTO edge VALUES (1, 2, 5), (2, 3, 1), (3, 4, 2), (1, 4, 20), (4, 1, 1);

WITH q AS (SELECT id, name FROM node WHERE parent = 1) SELECT * FROM q ORDER BY id;
WITH q(x, y) AS (SELECT id, name FROM node) SELECT y, x FROM q WHERE x > 2 ORDER BY x;
WITH q AS (SELECT parent, count(*) AS c FROM node GROUP BY parent) SELECT n.name, q.c FROM node n JOIN q ON q.parent = n.id ORDER BY 1;
WITH a AS (SELECT 1 AS x), b AS (SELECT x + 1 AS y FROM a) SELECT x, y FROM a, b;
WITH a AS (SELECT id FROM node), b AS (SELECT id FROM a WHERE id > 3) SELECT count(*), sum(id) FROM b;
WITH q AS (SELECT max(cost) AS top FROM node) SELECT name FROM node, q WHERE cost = top;
WITH q AS (SELECT * FROM node) SELECT x.id, y.id FROM q x JOIN q y ON x.parent = y.id ORDER BY 1;
WITH q AS MATERIALIZED (SELECT id FROM node) SELECT count(*) FROM q;
WITH q AS NOT MATERIALIZED (SELECT id FROM node) SELECT count(*) FROM q;
WITH node AS (SELECT 1 AS id) SELECT * FROM node;
WITH q AS (VALUES (1, 'a'), (2, 'b')) SELECT * FROM q ORDER BY 1;
WITH q(n, s) AS (VALUES (1, 'a'), (2, 'b')) SELECT s, n * 10 FROM q ORDER BY n DESC;
WITH unused AS (SELECT 1) SELECT id FROM node WHERE id = 1;
SELECT * FROM (WITH q AS (SELECT id FROM node WHERE id < 3) SELECT * FROM q) ORDER BY 1;
SELECT id FROM node WHERE id IN (WITH q AS (SELECT 2 AS x UNION SELECT 3) SELECT x FROM q) ORDER BY id;
SELECT (WITH q AS (SELECT count(*) AS c FROM node) SELECT c FROM q);
WITH q AS (SELECT id, cost FROM node) SELECT id FROM q WHERE cost > (SELECT avg(cost) FROM q) ORDER BY id;
WITH q AS (SELECT id FROM node ORDER BY id DESC LIMIT 3) SELECT id FROM q ORDER BY id;
WITH q AS (SELECT id FROM node UNION ALL SELECT a FROM edge) SELECT id, count(*) FROM q GROUP BY id ORDER BY id;
WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 10) SELECT x FROM c;
WITH RECURSIVE c(x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM c WHERE x < 10) SELECT sum(x), count(*), avg(x) FROM c;
WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 5) SELECT x FROM c;
WITH RECURSIVE c(x) AS (SELECT 1 UNION SELECT (x * 3) % 7 FROM c) SELECT x FROM c ORDER BY x;
WITH c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 5) SELECT x FROM c;
WITH RECURSIVE f(a, b) AS (SELECT 0, 1 UNION ALL SELECT b, a + b FROM f WHERE b < 1000) SELECT a FROM f;
WITH RECURSIVE fact(n, v) AS (SELECT 1, 1 UNION ALL SELECT n + 1, v * (n + 1) FROM fact WHERE n < 20) SELECT n, v FROM fact;
WITH RECURSIVE fact(n, v) AS (SELECT 1, 1.0 UNION ALL SELECT n + 1, v * (n + 1) FROM fact WHERE n < 25) SELECT n, v FROM fact;
WITH RECURSIVE s(n, t) AS (SELECT 1, 'a' UNION ALL SELECT n + 1, t || 'b' FROM s WHERE n < 5) SELECT * FROM s;
WITH RECURSIVE days(d) AS (SELECT '2024-02-27' UNION ALL SELECT date(d, '+1 day') FROM days WHERE d < '2024-03-02') SELECT d FROM days;
WITH RECURSIVE sub(id, depth) AS (SELECT id, 0 FROM node WHERE parent IS NULL UNION ALL SELECT n.id, depth + 1 FROM node n JOIN sub ON n.parent = sub.id) SELECT id, depth FROM sub ORDER BY id;
WITH RECURSIVE sub(id, path) AS (SELECT id, name FROM node WHERE id = 1 UNION ALL SELECT n.id, sub.path || '/' || n.name FROM node n, sub WHERE n.parent = sub.id) SELECT path FROM sub ORDER BY path;
WITH RECURSIVE up(id, parent) AS (SELECT id, parent FROM node WHERE id = 6 UNION ALL SELECT n.id, n.parent FROM node n JOIN up ON n.id = up.parent) SELECT id FROM up ORDER BY id;
WITH RECURSIVE reach(x) AS (SELECT 1 UNION SELECT b FROM edge JOIN reach ON a = x) SELECT x FROM reach ORDER BY x;
WITH RECURSIVE tree(id, total) AS (SELECT id, cost FROM node WHERE parent IS NULL UNION ALL SELECT n.id, tree.total + n.cost FROM node n JOIN tree ON n.parent = tree.id) SELECT id, total FROM tree ORDER BY id;
WITH RECURSIVE t(id, n) AS (SELECT id, 0 FROM node WHERE parent IS NULL UNION ALL SELECT node.id, t.n + 1 FROM t JOIN node ON node.parent = t.id ORDER BY 2 DESC) SELECT id, n FROM t;
WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 3), d(y) AS (SELECT x * 10 FROM c) SELECT x, y FROM c, d WHERE y > 10 ORDER BY x, y;
WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 5) SELECT id, name FROM node WHERE id IN (SELECT x FROM c) ORDER BY id;
WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 4) SELECT x, (SELECT count(*) FROM node WHERE id <= x) FROM c;
WITH RECURSIVE c(x) AS (SELECT 10 UNION ALL SELECT x - 3 FROM c WHERE x > 0) SELECT x, x % 2 FROM c ORDER BY x;
WITH RECURSIVE c(x) AS (SELECT 1.0 UNION ALL SELECT x / 2 FROM c WHERE x > 0.1) SELECT x FROM c;
WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x / 2.0 FROM c WHERE x > 0.1) SELECT x, typeof(x) FROM c;
WITH RECURSIVE c(x, y) AS (SELECT 1, NULL UNION ALL SELECT x + 1, x FROM c WHERE x < 4) SELECT * FROM c;
-- bind: 4
-- bind: 1
-- bind: NULL
WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < ?) SELECT count(*) FROM c;
