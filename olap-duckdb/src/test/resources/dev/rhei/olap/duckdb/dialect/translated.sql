SELECT a.Name, count(*) AS n, sum(il.Quantity) q FROM Artist a JOIN Album al ON al.ArtistId = a.ArtistId JOIN Track t ON t.AlbumId = al.AlbumId JOIN InvoiceLine il ON il.TrackId = t.TrackId GROUP BY a.ArtistId ORDER BY n DESC LIMIT 5
SELECT a.Name, sum(il.UnitPrice * il.Quantity) AS revenue FROM Artist a JOIN Album al USING (ArtistId) JOIN Track t USING (AlbumId) JOIN InvoiceLine il ON il.TrackId = t.TrackId GROUP BY a.Name ORDER BY revenue DESC
SELECT BillingCountry, sum(Total), avg(Total), count(*) FROM Invoice GROUP BY BillingCountry ORDER BY 2 DESC
SELECT * FROM Invoice WHERE InvoiceDate >= '2011-01-01' AND InvoiceDate < '2012-01-01' ORDER BY InvoiceDate, InvoiceId LIMIT 10 OFFSET 5
SELECT BillingCountry, count(*) c FROM Invoice GROUP BY 1 HAVING c > 3 ORDER BY c DESC, 1
SELECT max(UnitPrice), min(UnitPrice), avg(UnitPrice) FROM Track
SELECT UnitPrice, count(*) FROM Track GROUP BY UnitPrice
SELECT t.Name FROM Track t LEFT JOIN InvoiceLine il ON il.TrackId = t.TrackId WHERE il.TrackId IS NULL ORDER BY t.Name
SELECT al.Title, (SELECT count(*) FROM Track t WHERE t.AlbumId = al.AlbumId) AS tracks FROM Album al ORDER BY tracks DESC, al.AlbumId LIMIT 7
SELECT al.Title, (SELECT a.Name FROM Artist a WHERE a.ArtistId = al.ArtistId) FROM Album al
WITH sales AS (SELECT TrackId, sum(Quantity) AS q FROM InvoiceLine GROUP BY TrackId) SELECT t.Name, s.q FROM sales s JOIN Track t ON t.TrackId = s.TrackId WHERE s.q > 5 ORDER BY s.q DESC, t.TrackId
SELECT Name FROM Track WHERE AlbumId IN (SELECT AlbumId FROM Album WHERE ArtistId = 3) UNION SELECT Name FROM Artist ORDER BY 1 LIMIT 9
SELECT BillingCountry, rank() OVER (ORDER BY count(*) DESC) FROM Invoice GROUP BY BillingCountry
SELECT TrackId, row_number() OVER (PARTITION BY AlbumId ORDER BY Milliseconds DESC) rn FROM Track
SELECT InvoiceId, sum(Quantity) OVER (PARTITION BY InvoiceId) FROM InvoiceLine
SELECT InvoiceId, sum(Quantity) OVER (ORDER BY InvoiceLineId) FROM InvoiceLine
SELECT UnitPrice * Quantity FROM InvoiceLine
SELECT UnitPrice + 1, UnitPrice - 0.99, UnitPrice / 2, UnitPrice * 2.0 FROM Track
SELECT sum(UnitPrice) FROM Track
SELECT sum(UnitPrice * Quantity) / count(*) FROM InvoiceLine
SELECT total(UnitPrice), total(Quantity) FROM InvoiceLine
SELECT round(avg(Total)) FROM Invoice
SELECT CASE WHEN Total > 10 THEN 'big' WHEN Total > 5 THEN 'mid' ELSE 'small' END AS size, count(*) FROM Invoice GROUP BY size ORDER BY size
SELECT CASE BillingCountry WHEN 'USA' THEN 1 ELSE 0 END x, sum(CASE WHEN Total > 5 THEN 1 ELSE 0 END) FROM Invoice GROUP BY x
SELECT id, n, n*2, n+i, n-0.5, n/2, -n, abs(n) FROM t
SELECT n, typeof(n), typeof(i), typeof(r), typeof(s), typeof(b), typeof(NULL) FROM t
SELECT sum(n), avg(n), max(n), min(n), count(n), count(DISTINCT n), total(n) FROM t
SELECT g, sum(n), avg(n) FROM t GROUP BY g ORDER BY g
SELECT sum(r), avg(r), total(r), max(r), min(r) FROM t
SELECT g, sum(r), avg(r) FROM t GROUP BY g ORDER BY g DESC
SELECT sum(i), avg(i), total(i), sum(DISTINCT i), avg(DISTINCT i) FROM t
SELECT sum(i), avg(i), sum(r), avg(r), total(r), total(i), max(s), count(*), count(i), sum(n), avg(n) FROM hollow
SELECT id, r, -r, +r, r % 3, i % 3, i / 2, r / 2, i / 0, r / 0, i % 0, r % 0 FROM t
SELECT id FROM t WHERE r > i ORDER BY id
SELECT id FROM t WHERE n = i OR n = r ORDER BY id
SELECT id FROM t WHERE big > 9007199254740992.0 ORDER BY id
SELECT id FROM t WHERE big = 9007199254740995 ORDER BY id
SELECT id FROM t WHERE big > r ORDER BY id
SELECT id, big FROM t WHERE i = '1' OR i = '1.0' OR i = ' 2 ' ORDER BY id
SELECT id FROM t WHERE s = 10 ORDER BY id
SELECT id FROM t WHERE s IN (10, 9) ORDER BY id
SELECT id FROM t WHERE s IN ('10', 'abc', NULL) ORDER BY id
SELECT id FROM t WHERE s NOT IN ('10', 'abc', NULL) ORDER BY id
SELECT id FROM t WHERE i IN ('1', 2.0, '3.0') ORDER BY id
SELECT id FROM t WHERE i IN (1, 2, NULL) ORDER BY id
SELECT id, i IN (1, 2, NULL), i NOT IN (1,2), i IN (SELECT id FROM ids) FROM t ORDER BY id
SELECT id FROM t WHERE at > '2022-01-01' ORDER BY id
SELECT id FROM t WHERE at = d || ' 00:00:00' ORDER BY id
SELECT id FROM t WHERE at BETWEEN '2021-01-01' AND '2022-12-31' ORDER BY at, id
SELECT id, s FROM t WHERE s LIKE 'A%' ORDER BY id
SELECT id, s FROM t WHERE s LIKE 'kiwi' OR s LIKE '%i%' OR s NOT LIKE '_b_' ORDER BY id
SELECT id, s LIKE '1%', s LIKE '%', s LIKE '', s LIKE 'a_c', s LIKE '%x' FROM t ORDER BY id
SELECT id, upper(s), lower(s), length(s), substr(s,2), substr(s,-2,1), trim(s), ltrim(s), rtrim(s), replace(s,'a','zz'), instr(s,'b'), s || '!' || i FROM t ORDER BY id
SELECT id, length(b), length(i), b FROM t ORDER BY b, id
SELECT s, count(*) FROM t GROUP BY s ORDER BY s
SELECT DISTINCT g, i FROM t ORDER BY i, g
SELECT DISTINCT g, i FROM t ORDER BY i DESC, g DESC LIMIT 4
SELECT DISTINCT n FROM t
SELECT g, count(*) FROM t GROUP BY g ORDER BY count(*) DESC, g LIMIT 2
SELECT id, i FROM t ORDER BY i LIMIT 5
SELECT id, i FROM t ORDER BY i DESC, id LIMIT 5 OFFSET 3
SELECT id, i FROM t ORDER BY i NULLS LAST, r DESC NULLS FIRST, id
SELECT rowid, * FROM "No Key" ORDER BY a
SELECT "b c", [a] AS 'x y' FROM "No Key" WHERE oid > 1
SELECT _rowid_, rowid FROM t WHERE rowid < 4
SELECT id AS i, i AS id FROM t ORDER BY id, i
SELECT i AS x FROM t WHERE x > 2 ORDER BY -x
SELECT i + 1 AS i FROM t ORDER BY i
SELECT i AS r, r AS i FROM t ORDER BY r, 2
SELECT count(*) , count( * ), count(i) /* c */ , i+1 FROM t GROUP BY i+1
SELECT i + 1 FROM t GROUP BY i + 1 ORDER BY i + 1
SELECT i+1, count(*) FROM t GROUP BY 1 ORDER BY 1
SELECT (i), ((r)), -i, i is null, NOT i, i > 2 , i=1 or r<0 FROM t
SELECT t.i, t.*, ids.name FROM t, ids WHERE t.id = ids.id
SELECT * FROM t JOIN ids USING (id)
SELECT id, ids.id, t.id FROM t LEFT JOIN ids USING (id) ORDER BY id
SELECT * FROM t a, t b WHERE a.id = b.id + 1 AND a.i > b.i ORDER BY a.id
SELECT x.c, x."count(*)" FROM (SELECT i AS c, count(*) FROM t GROUP BY i) x WHERE x.c > 0
SELECT * FROM (SELECT i, count(*) FROM t GROUP BY i)
SELECT * FROM (SELECT i FROM t ORDER BY i LIMIT 3)
SELECT count(*) FROM (SELECT DISTINCT i, g FROM t)
SELECT max(c) FROM (SELECT count(*) AS c FROM t GROUP BY g)
SELECT id FROM t WHERE i = (SELECT max(i) FROM t) ORDER BY id
SELECT id FROM t o WHERE i > (SELECT avg(i) FROM t n WHERE n.g = o.g) ORDER BY id
SELECT id FROM t o WHERE EXISTS (SELECT 1 FROM ids WHERE ids.id = o.id) OR NOT EXISTS (SELECT * FROM ids WHERE name = o.g) ORDER BY id
SELECT (SELECT name FROM ids WHERE ids.id = t.id) FROM t
SELECT (SELECT name FROM ids WHERE ids.id < t.id) FROM t
SELECT i, r, s, n FROM t UNION ALL SELECT i, r, s, n FROM t
SELECT i FROM t UNION SELECT id FROM ids ORDER BY 1 DESC
SELECT i FROM t INTERSECT SELECT id FROM ids
SELECT i FROM t EXCEPT SELECT id FROM ids ORDER BY i
SELECT i FROM t UNION ALL SELECT id FROM ids EXCEPT SELECT 1
SELECT s FROM t UNION SELECT name FROM ids ORDER BY s
SELECT 1, 1.5, 'a', NULL, x'00ff', TRUE, FALSE, 0x10, 1e3, .5, 5., -7, - 7, 'it''s', "no such column", 9223372036854775807, 9223372036854775808, -9223372036854775808, 1e999, -1e999
SELECT 7/2, -7/2, 7%3, -7%3, 7.5/2, 1/0, 1%0, 2*3+4, 2+3*4, (2+3)*4, 10-4-3, 7.5%2, 0.1+0.2, 1.0*0.0/0.0
SELECT 1e308*10, 1e308*10 - 1e308*10, (1e308*10 - 1e308*10) IS NULL, coalesce(1e308*10 - 1e308*10, 5.0), -(0.0), 0.0 * -1, round(2.5), round(-2.5), round(0.49999999999999994), round(-0.3), abs(-2.5), abs(3)
SELECT 1 < 2, 2 = 2.0, 'a' = 'a', 'a' < 'B', NULL = 1, NULL IS NULL, 1 IS NOT NULL, 5 BETWEEN 1 AND 5, 5 NOT BETWEEN 1 AND 4, 1 AND 0, 1 OR NULL, NOT NULL, NOT 0, 2 IS TRUE, 0 IS NOT TRUE, NULL IS FALSE
SELECT cast(r AS INTEGER), cast(i AS REAL), cast(i AS TEXT), cast(n AS INTEGER), cast(i AS REAL) / 3, cast(s AS TEXT) FROM t WHERE r < 1e15
SELECT sum(i > 1), avg(i > 1), count(i > 1), max(i > 1), sum(s = 'abc') FROM t
SELECT id, g, i FROM t GROUP BY id ORDER BY id
SELECT t.id, t.s, count(ids.id) FROM t LEFT JOIN ids ON ids.id = t.id GROUP BY t.id
SELECT g, i, count(*) FROM t GROUP BY g, i HAVING count(*) > 1 AND i IS NOT NULL ORDER BY g, i
SELECT count(*) FROM t HAVING count(*) > 5
SELECT sum(i) + 1, sum(i) * 2.0, sum(i) / count(*), -sum(i), sum(i) > 5, coalesce(sum(i), 0) FROM t
SELECT 'x' AS k, count(*) FROM t GROUP BY k
SELECT a.id, b.id FROM t a, t b ON a.id=b.id WHERE a.id=1
SELECT date('2024-01-31'), date('2024-01-31','+1 month'), date('2024-03-15','start of month','-1 day'), date('2024-02-29','+1 year'), date('2000-01-01','-100 days'), date('2024-01-31','+13 months')
SELECT id FROM t WHERE d >= date('2022-01-01') AND d < date('2022-01-01','+1 year') ORDER BY d, id
SELECT i IS DISTINCT FROM 1, i IS NOT DISTINCT FROM NULL, i IS NULL FROM t
SELECT t.id, o.id FROM t JOIN (SELECT id, i FROM t WHERE i > 0) o ON o.i = t.i AND o.id <> t.id ORDER BY 1, 2
WITH a AS (SELECT i, count(*) c FROM t GROUP BY i), b(x, y) AS (SELECT c, i FROM a) SELECT * FROM b JOIN a ON a.i = b.y ORDER BY a.i
WITH t AS (SELECT id FROM ids) SELECT * FROM t
SELECT id FROM t WHERE (i = 1 OR i = 2) AND NOT (r > 0 AND n < 3) ORDER BY id
SELECT id FROM main.t WHERE id < 3
SELECT i, count(*) FROM t GROUP BY i ORDER BY count(*) DESC
SELECT s, i, max(r) FROM t GROUP BY s, i ORDER BY max(r), s, i
SELECT t.g, sum(t.i * o.i) FROM t JOIN t o ON t.g = o.g GROUP BY t.g
SELECT o.l_shipmode, avg(o.l_quantity), sum(o.l_extendedprice) FROM lineitem o GROUP BY o.l_shipmode
SELECT l_orderkey, sum(l_extendedprice), avg(l_discount), sum(l_tax) FROM lineitem GROUP BY l_orderkey
SELECT l_orderkey, sum(l_extendedprice * (1 - l_discount)), avg(l_extendedprice), sum(l_quantity) FROM d_lineitem GROUP BY l_orderkey
SELECT l_shipdate, sum(l_extendedprice * l_discount * l_tax) FROM lineitem GROUP BY l_shipdate
SELECT c_custkey, sum(c_acctbal - 5000), sum(-c_acctbal) FROM customer GROUP BY c_custkey
SELECT sum(c_acctbal) - sum(c_acctbal), sum(c_acctbal) * 2, sum(c_acctbal) / 3, sum(c_acctbal) > 5 FROM customer
SELECT o_orderdate, count(*) FROM orders GROUP BY o_orderdate ORDER BY 2 DESC, 1 LIMIT 10
SELECT g, sum(i) FILTER (WHERE i > 0), count(s) FILTER (WHERE s <> 'abc'), avg(r) FILTER (WHERE r > 0) FROM t GROUP BY g
SELECT nullif(i, 1), ifnull(i, 7), coalesce(i, id), iif(i > 0, 'p', 'n'), max(i, 2), min(i, id), max(s, d), coalesce(s, d, 'none'), nullif(s, 'abc') FROM t
SELECT - - i, + - i, i - - 1, i * - - 2, - + 5, - ( - i ), - - count(*) FROM t GROUP BY i
SELECT i + NULL, NULL || s, - NULL, CAST(NULL AS INTEGER), abs(NULL), NULL = i FROM t
SELECT id FROM t WHERE i == 1 ORDER BY id;
SELECT id FROM t WHERE i ISNULL OR i NOTNULL ORDER BY id
SELECT a.id, b.id FROM t a JOIN t b ON a.g = b.g AND a.id < b.id ORDER BY a.id, b.id LIMIT 20 OFFSET 7
SELECT id FROM t ORDER BY id LIMIT -1 OFFSET 50
SELECT id FROM t ORDER BY id LIMIT 3, 4
SELECT id FROM t ORDER BY id LIMIT 0
SELECT count(*) FROM t LIMIT 1
SELECT il.UnitPrice, sum(il.Quantity) FROM InvoiceLine il GROUP BY il.UnitPrice HAVING sum(il.Quantity) > 10 ORDER BY 2 DESC
SELECT substr(InvoiceDate, 1, 4) AS year, sum(Total) FROM Invoice GROUP BY year ORDER BY year
SELECT count(*) FILTER (WHERE i > 1), count(*) OVER () FROM t
SELECT g, count(*) FILTER (WHERE i > 1) AS n FROM t GROUP BY g ORDER BY n, g
SELECT i AS x, "x" FROM t WHERE x > 1
SELECT i AS x, "x" AS y FROM t GROUP BY x, y ORDER BY x
SELECT t.i AS y, ids.id FROM t JOIN ids ON ids.id = "y" ORDER BY 1, 2
SELECT i AS r, r AS s, s AS i FROM t WHERE i > 1 ORDER BY r, s, t.id
SELECT * FROM json_each('[1]')
SELECT i FROM t LIMIT 3
SELECT id FROM t WHERE s
SELECT id FROM t WHERE i = 'abc'
SELECT id FROM t WHERE i > s
SELECT id FROM t WHERE s = 1.5
SELECT id FROM t WHERE at > '2022'
SELECT s + 1 FROM t
SELECT -s FROM t
SELECT sum(s) FROM t
SELECT coalesce(i, 'none') FROM t
SELECT CASE WHEN i > 0 THEN 1 ELSE 'x' END FROM t
SELECT i FROM t UNION SELECT s FROM t
SELECT i FROM t UNION SELECT r FROM t
SELECT id FROM t WHERE nc = 'abc'
SELECT nc, count(*) FROM t GROUP BY nc
SELECT id FROM t ORDER BY nc
SELECT DISTINCT nc FROM t
SELECT max(nc) FROM t
SELECT count(DISTINCT nc) FROM t
SELECT g, i, count(*) FROM t GROUP BY g
SELECT *, count(*) FROM t GROUP BY g
SELECT s, max(i) FROM t
SELECT group_concat(s) FROM t
SELECT round(r, 2) FROM t
SELECT date(d) FROM t
SELECT date('now')
SELECT date()
SELECT strftime('%Y', d) FROM t
SELECT r || '' FROM t
SELECT cast(s AS INTEGER) FROM t
SELECT cast(i AS NUMERIC) FROM t
SELECT id FROM t WHERE s GLOB 'a*'
SELECT id FROM t WHERE s LIKE d
SELECT id FROM t WHERE s LIKE 'é'
SELECT id FROM t WHERE i LIKE '1%'
SELECT id FROM t WHERE s LIKE 'a\_b' ESCAPE '\'
SELECT id FROM t WHERE s COLLATE NOCASE = 'abc'
SELECT id FROM t WHERE (i, g) = (1, 'x')
SELECT id FROM t WHERE i IN (SELECT r FROM t)
SELECT i & 1, i | 2, ~i, i << 1 FROM t
SELECT * FROM t NATURAL JOIN ids
SELECT * FROM t RIGHT JOIN ids ON t.id = ids.id
SELECT * FROM t FULL JOIN ids ON t.id = ids.id
SELECT sum(r) OVER (ORDER BY id) FROM t
SELECT sum(i) OVER (ORDER BY id ROWS 1 PRECEDING) FROM t
SELECT lag(i) OVER (ORDER BY id) FROM t
SELECT row_number() OVER (ORDER BY t.id) FROM t, ids
WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 5) SELECT x FROM c
VALUES (1)
SELECT DISTINCT g, i FROM t ORDER BY g LIMIT 1
SELECT g FROM t UNION ALL SELECT s FROM t ORDER BY 1 LIMIT 1 OFFSET (SELECT 1)
SELECT i * 2 || 'x' FROM t
SELECT i BETWEEN 1 AND 2 = 1 FROM t
SELECT 1_000
SELECT id, i AS id FROM t UNION SELECT 1, 2 ORDER BY id
