-- What depends on the order in which SQLite comes by rows: by key, or by an index it reads instead.

CREATE TABLE v(id INTEGER PRIMARY KEY, g TEXT, name TEXT, n INTEGER);
INSERT INTO v VALUES (1, 'x', 'c', 3), (2, 'y', 'a', 1), (3, 'x', 'b', 2), (4, 'y', 'd', 1), (5, 'x', 'a', 2);
CREATE INDEX v_name ON v(name);
CREATE INDEX v_g ON v(g, n);
CREATE TABLE w(id INTEGER PRIMARY KEY, g TEXT, name TEXT, n INTEGER);
INSERT INTO w SELECT * FROM v;

SELECT group_concat(name) FROM v;
SELECT group_concat(name) FROM w;
SELECT g, group_concat(n) FROM v GROUP BY g;
SELECT g, group_concat(n) FROM w GROUP BY g;
SELECT group_concat(name), count(*) FROM v WHERE name > 'a';
SELECT group_concat(name, '+' ORDER BY name DESC, id) FROM v;
SELECT json_group_array(name) FROM v;
SELECT json_group_array(name) FROM w;
SELECT name, row_number() OVER () FROM v ORDER BY name, id;
SELECT name, row_number() OVER (), lag(n) OVER (ORDER BY g) FROM w ORDER BY id;
SELECT id, row_number() OVER (ORDER BY g) FROM v ORDER BY id;
SELECT id, sum(n) OVER (ORDER BY g ROWS 1 PRECEDING) FROM v ORDER BY id;
SELECT id, sum(n) OVER (ORDER BY g ROWS 1 PRECEDING) FROM w ORDER BY id;
