-- Names in [x], `x`, "x" and 'x', names with spaces, double-quoted texts, case of names, labels.

CREATE TABLE "order items"("item id" INTEGER PRIMARY KEY, "unit price" REAL, [select] TEXT, `group` INTEGER, "a""b" TEXT, "Ünïcode" TEXT);
INSERT INTO "order items" VALUES (1, 1.5, 'x', 10, 'q', 'ü'), (2, 2.5, 'y', 20, 'r', NULL);
CREATE TABLE T1(Id INTEGER PRIMARY KEY, Name TEXT, "from" TEXT, value INTEGER, date TEXT, count INTEGER);
INSERT INTO T1 VALUES (1, 'abc', 'f', 5, '2024-01-01', 2), (2, 'ABC', 'g', 6, '2024-01-02', 3);

SELECT "item id", "unit price" FROM "order items" ORDER BY 1;
SELECT [item id], [unit price] FROM [order items] ORDER BY [item id];
SELECT `item id`, `unit price` FROM `order items` ORDER BY `item id`;
SELECT oi."item id", oi.[select], oi.`group` FROM "order items" oi ORDER BY 1;
SELECT "order items"."item id" FROM "order items" ORDER BY 1;
SELECT * FROM "order items" ORDER BY "item id";
SELECT oi.* FROM "order items" AS oi ORDER BY 1;
SELECT "a""b", [a"b], "Ünïcode" FROM "order items" ORDER BY 1;
SELECT sum("unit price" * "group") AS "the total" FROM "order items";
SELECT "select", count(*) FROM "order items" GROUP BY "select" ORDER BY "select";
SELECT "group" AS "sum", "unit price" AS [p q] FROM "order items" ORDER BY "sum" DESC;
SELECT "item id" AS 'my id' FROM "order items" ORDER BY 1;
SELECT "item id" 'label' FROM "order items" ORDER BY 1;
SELECT "item id" "label two", "unit price" p FROM "order items" ORDER BY "label two";
SELECT id, NAME, t1.Value FROM t1 ORDER BY ID;
SELECT Id AS ID, id FROM T1 ORDER BY 1;
SELECT "ID", "Id", "name" FROM T1 ORDER BY 1;
SELECT T1.id, t1.ID, main.t1.Id FROM main.T1 ORDER BY 1;
SELECT main.t1.* FROM main.t1 ORDER BY 1;
SELECT x.id FROM T1 AS x ORDER BY X.ID;
SELECT "from", value, date, count FROM T1 ORDER BY count;
SELECT count, count(*), max(count), date(date) FROM T1 GROUP BY count ORDER BY count;
SELECT "abc";
SELECT "no such column", 'text' FROM T1 ORDER BY 1;
SELECT id FROM T1 WHERE name = "abc" ORDER BY id;
SELECT id FROM T1 WHERE name = "name" ORDER BY id;
SELECT id FROM T1 WHERE name IN ("abc", "x") ORDER BY id;
SELECT name || "-" || "from" FROM T1 ORDER BY id;
SELECT id, upper("x") FROM T1 ORDER BY id;
SELECT CASE WHEN name = "abc" THEN "yes" ELSE "no" END FROM T1 ORDER BY id;
SELECT id FROM T1 WHERE name LIKE "a%" ORDER BY id;
SELECT count(*) FROM T1 WHERE "nothing" = 'nothing';
SELECT 1 AS "a b", 2 AS [c d], 3 AS `e f`, 4 'g h', 5 i;
SELECT 1, 1 + 1, 'a', "id", id + 1, count(*) FROM T1 GROUP BY id ORDER BY id;
SELECT id+1, id + 1, id  +  1, max(id , 1), upper( name ) FROM T1 ORDER BY 1;
SELECT (id), ((id)), -id, +id, NOT id, id IS NULL FROM T1 ORDER BY 1;
SELECT t1.id, t1.name FROM t1 ORDER BY t1.id;
SELECT a.id, b.id FROM t1 a, t1 b ORDER BY 1, 2;
SELECT a.*, b.id FROM t1 a JOIN t1 b ON a.id = b.id ORDER BY 1;
SELECT id AS x, x FROM (SELECT id, name AS x FROM t1) ORDER BY 1;
SELECT id, id FROM t1 ORDER BY 1;
SELECT * FROM (SELECT id, id FROM t1) ORDER BY 1;
SELECT * FROM (SELECT id + 1, count(*) FROM t1 GROUP BY id) ORDER BY 1;
SELECT (SELECT max(id) FROM t1), (SELECT name FROM t1 WHERE id = 1) AS n;
SELECT CASE WHEN id > 1 THEN 'a' END, CAST(id AS TEXT), id BETWEEN 1 AND 2, id IN (1, 2) FROM t1 ORDER BY id;
SELECT 1 /* a comment */ + 1, 2 -- to the end of the line
 FROM t1 ORDER BY 1;
SELECT
  id,
  name
FROM t1
WHERE id > 0
ORDER BY id;
select Id from t1 where Name='abc' order by Id;
SELECT ALL id FROM t1 ORDER BY id;
SELECT 'it''s', 'a"b', 'a`b', 'a[b]', '', ' ', 'tab	tab', 'ünï', '😀';
SELECT x'', X'4142', x'00ff';
SELECT .5, 1., 1e2, 0x1A, 1_000_000;
SELECT id FROM t1 NOT INDEXED WHERE id = 1;
SELECT true, "true", false, TRUE + true;
