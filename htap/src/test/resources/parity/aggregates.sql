-- Aggregates: types, NULLs, DISTINCT, FILTER, ORDER BY inside, empty input, overflow.

CREATE TABLE a(id INTEGER PRIMARY KEY, g TEXT, i INTEGER, r REAL, t TEXT, n NUMERIC, b BLOB);
INSERT INTO a VALUES
 (1, 'x', 1, 0.1, 'b', 1, x'01'), (2, 'x', 2, 0.2, 'a', 2, x'02'), (3, 'y', 3, 0.3, '10', 3, NULL),
 (4, 'y', NULL, NULL, NULL, NULL, x''), (5, NULL, 5, 1e15, '9', 5, x'ff'), (6, 'x', 2, 0.2, 'a', 2, x'02'),
 (7, 'z', -4, -1.5, '', -4, NULL), (8, NULL, NULL, 2.5, '3x', NULL, x'00');
CREATE TABLE big(i INTEGER, r REAL);
INSERT INTO big VALUES (9223372036854775807, 1e308), (1, 1e308), (-2, 3.5);
CREATE TABLE none(i INTEGER, r REAL, t TEXT, g TEXT);

SELECT count(*), count(i), count(r), count(t), count(g), count(b), count() FROM a;
SELECT sum(i), avg(i), min(i), max(i), total(i) FROM a;
SELECT sum(r), avg(r), min(r), max(r), total(r) FROM a;
SELECT sum(t), avg(t), min(t), max(t), total(t) FROM a;
SELECT sum(n), avg(n), min(n), max(n), total(n) FROM a;
SELECT min(b), max(b), count(DISTINCT b) FROM a;
SELECT sum(b), avg(b), total(b) FROM a;
SELECT sum(id * r), sum(i + r), avg(i * 2), sum(i) + sum(r), max(i) - min(i) FROM a;
SELECT sum(1), sum(1.0), sum(NULL), count(NULL), avg(1), total(NULL), max('a'), min(2) FROM a;
SELECT sum('1'), sum('1.5'), sum('x') FROM a;
SELECT count(DISTINCT i), count(DISTINCT g), count(DISTINCT t), sum(DISTINCT i), avg(DISTINCT i), total(DISTINCT r), max(DISTINCT i) FROM a;
SELECT count(DISTINCT i + 1), count(DISTINCT g || t), sum(DISTINCT i * 2) FROM a;
SELECT count(*) FILTER (WHERE i > 1), sum(i) FILTER (WHERE g = 'x'), avg(r) FILTER (WHERE r < 1), max(t) FILTER (WHERE i IS NULL) FROM a;
SELECT count(i) FILTER (WHERE g IS NULL), total(i) FILTER (WHERE 0), sum(i) FILTER (WHERE NULL), count(DISTINCT i) FILTER (WHERE i > 1) FROM a;
SELECT g, count(*) FILTER (WHERE i > 1), sum(r) FILTER (WHERE i IS NOT NULL) FROM a GROUP BY g ORDER BY g;
SELECT group_concat(t), group_concat(t, '-'), group_concat(t, '') FROM a;
SELECT group_concat(i), group_concat(r), group_concat(i, ';') FROM a;
SELECT group_concat(DISTINCT t), group_concat(DISTINCT i) FROM a;
SELECT group_concat(t ORDER BY t), group_concat(t, '|' ORDER BY id DESC), group_concat(i ORDER BY i DESC) FROM a;
SELECT string_agg(t, ','), string_agg(g, '/' ORDER BY id) FROM a;
SELECT group_concat(t) FILTER (WHERE i > 1), group_concat(g || t, '+' ORDER BY id) FROM a;
SELECT group_concat(NULL), group_concat(t, NULL), group_concat(t) FROM a WHERE id > 100;
SELECT g, group_concat(t ORDER BY id) FROM a GROUP BY g ORDER BY g;
SELECT g, group_concat(DISTINCT t), group_concat(i, ' ') FROM a GROUP BY g ORDER BY g;
SELECT g, count(*), sum(i), avg(i), min(t), max(t), total(r) FROM a GROUP BY g ORDER BY g;
SELECT g, sum(i) * 1.0 / count(*), round(avg(r), 3), max(i) > 2 FROM a GROUP BY g ORDER BY g;
SELECT sum(i), avg(i), min(i), max(i), total(i), count(i), count(*), group_concat(t), count(DISTINCT i) FROM none;
SELECT g, sum(i) FROM none GROUP BY g;
SELECT sum(i), min(r), max(t), total(r), count(*) FROM a WHERE 0;
SELECT sum(i) FROM a WHERE id = 4;
SELECT count(*), max(i) FROM none HAVING count(*) = 0;
SELECT sum(i) FROM big;
SELECT total(i), avg(i), min(i), max(i), count(*) FROM big;
SELECT sum(r), avg(r), total(r) FROM big;
SELECT sum(i) FROM big WHERE i < 10;
SELECT sum(i * 1.0), sum(i / 2), sum(CAST(i AS REAL)) FROM big;
SELECT sum(r) FROM a WHERE id IN (1, 2, 3);
SELECT sum(0.1), avg(0.1), sum(1e15 + 0.3) FROM a;
SELECT avg(i), avg(r), avg(id) FROM a WHERE i > 0;
SELECT median(i), percentile(i, 50), percentile_cont(i, 0.5), percentile_disc(i, 0.5) FROM a;
SELECT count(*) FROM (SELECT DISTINCT g, i FROM a);
SELECT max(id), min(id), max(id) FILTER (WHERE g = 'y') FROM a;
SELECT (SELECT max(i) FROM a), (SELECT count(*) FROM none), (SELECT sum(i) FROM none);
SELECT max((SELECT count(*) FROM a)), sum((SELECT 1)) FROM a;
SELECT total(id) - sum(id), sum(id) % 7, -sum(i), abs(min(i)), coalesce(sum(i), 0), upper(max(t)) FROM a;
SELECT max(length(t)), sum(length(t)), min(substr(t, 1, 1)), max(i IS NULL), sum(i IS NULL) FROM a;
SELECT CASE WHEN count(*) > 5 THEN 'many' ELSE 'few' END, iif(max(i) > 4, max(i), 0) FROM a;
SELECT count(*) = 8, sum(i) BETWEEN 1 AND 10, max(g) IN ('z', 'y'), min(t) IS NULL FROM a;
SELECT json_group_array(i), json_group_array(t ORDER BY id), json_group_object(id, t) FROM a WHERE id < 4;
SELECT count(*), sum(a1.i), sum(a2.i) FROM a a1 JOIN a a2 ON a1.g = a2.g;
SELECT stdev(i), variance(i), mode(i), lower_quartile(i), upper_quartile(i) FROM a;
