-- Views over registered tables, views over views, views with names of their own.

CREATE TABLE person(id INTEGER PRIMARY KEY, name TEXT COLLATE NOCASE, age INTEGER, city TEXT);
INSERT INTO person VALUES (1, 'Ann', 30, 'Rome'), (2, 'bob', 25, 'Oslo'), (3, 'Cid', NULL, 'Rome'), (4, 'Dan', 41, NULL);
CREATE TABLE visit(person INTEGER, day TEXT, cost DECIMAL(8,2));
INSERT INTO visit VALUES (1, '2024-01-01', 10), (1, '2024-01-02', 12.5), (2, '2024-01-02', 7), (9, '2024-03-01', 1);
CREATE VIEW adult AS SELECT id, name, age FROM person WHERE age >= 18;
CREATE VIEW visits(who, n, total) AS SELECT person, count(*), sum(cost) FROM visit GROUP BY person;
CREATE VIEW busy AS SELECT p.name, v.n FROM person p JOIN visits v ON v.who = p.id WHERE v.n > 1;
CREATE VIEW cities AS SELECT DISTINCT city FROM person UNION SELECT 'Rio';
CREATE VIEW "odd view" AS SELECT id AS "the id", upper(name) FROM person;
CREATE VIEW first2 AS SELECT id, name FROM person ORDER BY name LIMIT 2;
CREATE VIEW halves AS SELECT id, age / 2 AS half, age / 2.0 AS exact, age > 28 AS old FROM person;
CREATE VIEW ranked AS SELECT id, rank() OVER (ORDER BY age DESC) AS r FROM person;
CREATE VIEW numbers(x) AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 5) SELECT x FROM c;
CREATE VIEW constants AS SELECT 1 AS one, 'a' AS a, NULL AS nil;
CREATE VIEW broken AS SELECT nil FROM nowhere;

SELECT * FROM adult ORDER BY id;
SELECT count(*), avg(age) FROM adult;
SELECT a.name, v.total FROM adult a LEFT JOIN visits v ON v.who = a.id ORDER BY a.id;
SELECT * FROM visits ORDER BY who;
SELECT who, total FROM visits WHERE n = 1 ORDER BY who;
SELECT * FROM busy;
SELECT * FROM cities ORDER BY city;
SELECT city, (SELECT count(*) FROM person p WHERE p.city = cities.city) FROM cities ORDER BY 1;
SELECT * FROM "odd view" ORDER BY 1;
SELECT "the id" FROM [odd view] WHERE "the id" > 2 ORDER BY 1;
SELECT * FROM first2;
SELECT id FROM first2 ORDER BY id;
SELECT * FROM halves ORDER BY id;
SELECT sum(half), sum(exact), sum(old) FROM halves;
SELECT old, count(*) FROM halves GROUP BY old ORDER BY old;
SELECT * FROM ranked ORDER BY id;
SELECT sum(x) FROM numbers;
SELECT * FROM constants;
SELECT * FROM broken;
SELECT name FROM adult WHERE name = 'ANN';
SELECT id FROM person WHERE id IN (SELECT id FROM adult) ORDER BY id;
SELECT id FROM person WHERE id NOT IN adult;
SELECT x.id, y.id FROM adult x JOIN adult y ON x.id < y.id ORDER BY 1, 2;
WITH q AS (SELECT * FROM adult) SELECT max(age) FROM q;
SELECT id FROM adult UNION SELECT who FROM visits ORDER BY 1;
SELECT main.adult.id FROM main.adult ORDER BY 1;
SELECT ad.* FROM adult AS ad ORDER BY ad.age;
SELECT count(DISTINCT city) FROM (SELECT p.city FROM person p JOIN adult a USING (id));
SELECT rowid FROM adult ORDER BY 1;
INSERT INTO person VALUES (5, 'Eve', 50, 'Oslo');
SELECT count(*), max(age) FROM adult;
DROP VIEW adult;
CREATE VIEW adult AS SELECT id FROM person WHERE age >= 30;
SELECT * FROM adult ORDER BY id;
-- bind: 28
-- bind: '28'
SELECT id FROM halves WHERE half * 2 >= ? ORDER BY id;
