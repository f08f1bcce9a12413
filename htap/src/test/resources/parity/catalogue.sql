-- Tables that give the answers which the catalogue of differences shows.

CREATE TABLE t(id INTEGER PRIMARY KEY, i INTEGER, r REAL, s TEXT, b BLOB, n NUMERIC, nc TEXT COLLATE NOCASE, d TEXT, g TEXT, j TEXT, num_s TEXT, big INTEGER);
INSERT INTO t VALUES
 (1, 1, 1.5, 'abc', x'0102', 2, 'abc', '2024-01-10', 'x', '{"a":10,"b":"x","c":[1,2,3]}', '10', 9223372036854775807),
 (2, 2, 2.0, 'Bcd', x'', 3.5, 'ABC', '2024-02-20', 'y', '{"a":3,"b":"y","c":[]}', '9', 1),
 (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'x', NULL, NULL, NULL),
 (4, 10, -2.5, 'abd', x'FF', 4, 'b', '2024-02-01', 'y', '{"b":"x"}', '100', -1),
 (5, -3, 0.1, 'É', x'00', 2.5, 'C', '2023-12-31', 'x', '{"a":null}', '2', -3);
CREATE TABLE ids(id INTEGER);
INSERT INTO ids VALUES(1),(3);
CREATE TABLE dyn(i INTEGER);
INSERT INTO dyn VALUES(1),('two'),(3.5),(NULL);
CREATE TABLE g(id INTEGER PRIMARY KEY, a INTEGER, gen INTEGER GENERATED ALWAYS AS (a*2) VIRTUAL);
INSERT INTO g(id,a) VALUES(1,5),(2,6);
CREATE TABLE norow(k TEXT PRIMARY KEY, v INTEGER) WITHOUT ROWID;
INSERT INTO norow VALUES('a',1),('b',2);
CREATE TABLE st(a INTEGER, b TEXT) STRICT;
INSERT INTO st VALUES(1,'x'),(2,'y');
CREATE TABLE lax(bo BOOLEAN, dt DATETIME, dc DECIMAL(10,2));
INSERT INTO lax VALUES(1,'2024-01-01 00:00:00',12.5),(0,'2024-02-01',3);
