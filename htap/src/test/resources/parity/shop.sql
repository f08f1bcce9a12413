-- What an application asks of a shop.

CREATE TABLE customers(id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE COLLATE NOCASE, name TEXT NOT NULL, country TEXT, created_at DATETIME DEFAULT '2024-01-01 00:00:00', active BOOLEAN NOT NULL DEFAULT 1);
CREATE TABLE categories(id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES categories(id), name VARCHAR(50));
CREATE TABLE products(id INTEGER PRIMARY KEY AUTOINCREMENT, sku TEXT UNIQUE, name TEXT, category_id INTEGER, price DECIMAL(10,2), cost REAL, stock INTEGER, tags TEXT, meta TEXT);
CREATE TABLE orders(id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL, status TEXT CHECK (status IN ('new', 'paid', 'shipped', 'cancelled')), ordered_at TEXT, shipped_at TEXT, discount REAL DEFAULT 0);
CREATE TABLE order_items(order_id INTEGER, line INTEGER, product_id INTEGER, qty INTEGER, unit_price DECIMAL(10,2), PRIMARY KEY (order_id, line)) WITHOUT ROWID;
CREATE TABLE reviews(product_id INTEGER, customer_id INTEGER, stars INTEGER, text TEXT, at INTEGER);
INSERT INTO customers(id, email, name, country, created_at, active) VALUES
 (1, 'ann@x.org', 'Ann Ångström', 'SE', '2023-01-15 08:30:00', 1), (2, 'Bob@X.org', 'Bob', 'US', '2023-03-02 12:00:00', 1), (3, 'cid@y.net', 'Cid', NULL, '2023-11-30 23:59:59', 0),
 (4, 'dan@y.net', 'dan', 'US', '2024-02-29 00:00:00', 1), (5, 'eve@z.io', 'Eve', 'DE', '2024-03-01 10:10:10', 1);
INSERT INTO categories VALUES (1, NULL, 'All'), (2, 1, 'Books'), (3, 1, 'Games'), (4, 2, 'Novels'), (5, 2, 'Science');
INSERT INTO products(id, sku, name, category_id, price, cost, stock, tags, meta) VALUES
 (1, 'B-001', 'Blue Book', 4, 12.5, 6.25, 10, 'blue,paper', '{"pages":320,"lang":"en"}'), (2, 'B-002', 'Red Book', 4, 20, 9.1, 0, 'red', '{"pages":120}'),
 (3, 'S-001', 'Physics', 5, 99.99, 50.0, 3, NULL, '{"pages":800,"lang":"de"}'), (4, 'G-001', 'Chess', 3, 35, 20.0, 7, 'wood,board', NULL), (5, 'G-002', 'Dice', 3, 2.5, 0.3, 1000, '', '{}'), (6, NULL, 'Ghost', NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO orders VALUES
 (1, 1, 'shipped', '2024-01-05 09:00:00', '2024-01-07 10:00:00', 0), (2, 1, 'paid', '2024-01-20 18:30:00', NULL, 0.1), (3, 2, 'shipped', '2024-02-01 00:00:00', '2024-02-01 12:00:00', 0),
 (4, 2, 'cancelled', '2024-02-10 10:00:00', NULL, 0), (5, 4, 'new', '2024-03-03 03:03:03', NULL, 0.25), (6, 2, 'shipped', '2024-03-15 15:00:00', '2024-03-20 08:00:00', 0.05), (7, 5, 'paid', '2024-03-31 23:59:59', NULL, 0);
INSERT INTO order_items VALUES (1, 1, 1, 2, 12.5), (1, 2, 5, 10, 2.5), (2, 1, 3, 1, 99.99), (3, 1, 4, 1, 35), (3, 2, 1, 1, 12.5), (4, 1, 2, 1, 20), (5, 1, 3, 2, 95.5), (6, 1, 5, 100, 2.25), (6, 2, 4, 2, 33.33), (7, 1, 1, 3, 12.5), (7, 2, 2, 1, 18);
INSERT INTO reviews VALUES (1, 1, 5, 'Great!', 1706000000), (1, 2, 4, NULL, 1707000000), (3, 1, 2, 'Too hard', 1708000000), (4, 2, 5, '', 1709000000), (5, 5, 3, 'ok', 1710000000);

SELECT count(*) FROM orders;
SELECT status, count(*) FROM orders GROUP BY status ORDER BY count(*) DESC, status;
SELECT sum(qty * unit_price) FROM order_items;
SELECT o.id, sum(i.qty * i.unit_price) AS total FROM orders o JOIN order_items i ON i.order_id = o.id GROUP BY o.id ORDER BY total DESC;
SELECT o.id, round(sum(i.qty * i.unit_price) * (1 - o.discount), 2) AS total FROM orders o JOIN order_items i ON i.order_id = o.id GROUP BY o.id ORDER BY o.id;
SELECT c.name, count(DISTINCT o.id) AS orders, sum(i.qty * i.unit_price) AS spent FROM customers c LEFT JOIN orders o ON o.customer_id = c.id LEFT JOIN order_items i ON i.order_id = o.id GROUP BY c.id ORDER BY spent DESC, c.id;
SELECT c.name, coalesce(sum(i.qty * i.unit_price), 0) AS spent FROM customers c LEFT JOIN orders o ON o.customer_id = c.id AND o.status <> 'cancelled' LEFT JOIN order_items i ON i.order_id = o.id GROUP BY c.id, c.name ORDER BY spent DESC, c.name;
SELECT c.country, count(*) AS n FROM customers c WHERE c.active GROUP BY c.country HAVING n >= 1 ORDER BY n DESC, c.country;
SELECT p.name, sum(i.qty) AS sold FROM products p JOIN order_items i ON i.product_id = p.id GROUP BY p.id ORDER BY sold DESC LIMIT 3;
SELECT p.name FROM products p LEFT JOIN order_items i ON i.product_id = p.id WHERE i.order_id IS NULL ORDER BY p.name;
SELECT cat.name, count(p.id), avg(p.price), min(p.price), max(p.price) FROM categories cat LEFT JOIN products p ON p.category_id = cat.id GROUP BY cat.id ORDER BY cat.name;
SELECT strftime('%Y-%m', ordered_at) AS month, count(*) AS n FROM orders GROUP BY month ORDER BY month;
SELECT date(ordered_at) AS day, count(*) FROM orders WHERE status = 'shipped' GROUP BY day ORDER BY day;
SELECT strftime('%Y-%m', o.ordered_at) AS month, sum(i.qty * i.unit_price) AS revenue FROM orders o JOIN order_items i ON i.order_id = o.id WHERE o.status != 'cancelled' GROUP BY month ORDER BY month;
SELECT substr(ordered_at, 1, 7) AS month, count(*) FROM orders GROUP BY 1 ORDER BY 1;
SELECT id, julianday(shipped_at) - julianday(ordered_at) AS days FROM orders WHERE shipped_at IS NOT NULL ORDER BY id;
SELECT round(avg(julianday(shipped_at) - julianday(ordered_at)), 2) FROM orders;
SELECT id FROM orders WHERE ordered_at >= '2024-02-01' AND ordered_at < '2024-03-01' ORDER BY id;
SELECT id FROM orders WHERE ordered_at BETWEEN date('2024-03-31', 'start of month') AND datetime('2024-03-31', '+1 day') ORDER BY id;
SELECT id, CASE WHEN discount > 0.2 THEN 'high' WHEN discount > 0 THEN 'some' ELSE 'none' END AS level FROM orders ORDER BY id;
SELECT CASE WHEN discount > 0 THEN 'discounted' ELSE 'full' END AS kind, count(*), avg(discount) FROM orders GROUP BY kind ORDER BY kind;
SELECT name, price - cost AS margin, round((price - cost) / price * 100, 1) AS percent FROM products WHERE price IS NOT NULL ORDER BY percent DESC;
SELECT sum(stock * price), sum(stock) FROM products;
SELECT name FROM products WHERE price > (SELECT avg(price) FROM products) ORDER BY name;
SELECT name, price FROM products WHERE category_id IN (SELECT id FROM categories WHERE parent_id = 2) ORDER BY price;
SELECT name FROM customers WHERE id IN (SELECT customer_id FROM orders WHERE status = 'cancelled');
SELECT name FROM customers c WHERE NOT EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id) ORDER BY name;
SELECT name FROM customers WHERE email = 'BOB@x.org';
SELECT name FROM customers WHERE email LIKE '%@x.org' ORDER BY name;
SELECT name FROM customers WHERE name LIKE 'a%' OR name LIKE 'D%' ORDER BY name;
SELECT lower(substr(email, instr(email, '@') + 1)) AS domain, count(*) FROM customers GROUP BY domain ORDER BY 2 DESC, 1;
SELECT name FROM customers ORDER BY name COLLATE NOCASE;
SELECT name FROM customers ORDER BY country IS NULL, country, name;
SELECT group_concat(name, ', ') FROM (SELECT name FROM customers ORDER BY name);
SELECT o.id, group_concat(p.name, '; ' ORDER BY i.line) FROM orders o JOIN order_items i ON i.order_id = o.id JOIN products p ON p.id = i.product_id GROUP BY o.id ORDER BY o.id;
SELECT p.name, count(r.stars), avg(r.stars), max(r.stars) FROM products p LEFT JOIN reviews r ON r.product_id = p.id GROUP BY p.id ORDER BY p.id;
SELECT p.name, r.stars FROM products p JOIN reviews r ON r.product_id = p.id WHERE r.text IS NOT NULL AND r.text <> '' ORDER BY r.stars DESC, p.name;
SELECT stars, count(*) * 100.0 / (SELECT count(*) FROM reviews) AS percent FROM reviews GROUP BY stars ORDER BY stars;
SELECT date(at, 'unixepoch') AS day, stars FROM reviews ORDER BY at;
SELECT datetime(max(at), 'unixepoch') FROM reviews;
SELECT id, customer_id, ordered_at, row_number() OVER (PARTITION BY customer_id ORDER BY ordered_at) AS nth FROM orders ORDER BY id;
SELECT * FROM (SELECT id, customer_id, row_number() OVER (PARTITION BY customer_id ORDER BY ordered_at DESC) AS n FROM orders) WHERE n = 1 ORDER BY customer_id;
SELECT month, revenue, sum(revenue) OVER (ORDER BY month) AS running, revenue - lag(revenue) OVER (ORDER BY month) AS change FROM (SELECT strftime('%Y-%m', o.ordered_at) AS month, sum(i.qty * i.unit_price) AS revenue FROM orders o JOIN order_items i ON i.order_id = o.id GROUP BY 1) ORDER BY month;
SELECT name, price, rank() OVER (ORDER BY price DESC) FROM products WHERE price IS NOT NULL ORDER BY price DESC;
SELECT name, price, price / sum(price) OVER () FROM products WHERE price IS NOT NULL ORDER BY name;
WITH totals AS (SELECT order_id, sum(qty * unit_price) AS total FROM order_items GROUP BY order_id) SELECT o.status, count(*), sum(t.total), max(t.total) FROM orders o JOIN totals t ON t.order_id = o.id GROUP BY o.status ORDER BY o.status;
WITH spent AS (SELECT o.customer_id AS id, sum(i.qty * i.unit_price) AS s FROM orders o JOIN order_items i ON i.order_id = o.id GROUP BY 1) SELECT c.name, s FROM customers c JOIN spent USING (id) WHERE s > (SELECT avg(s) FROM spent) ORDER BY s DESC;
WITH RECURSIVE tree(id, name, depth, path) AS (SELECT id, name, 0, name FROM categories WHERE parent_id IS NULL UNION ALL SELECT c.id, c.name, depth + 1, path || ' > ' || c.name FROM categories c JOIN tree t ON c.parent_id = t.id) SELECT depth, path FROM tree ORDER BY path;
WITH RECURSIVE tree(id, root) AS (SELECT id, id FROM categories UNION ALL SELECT c.id, root FROM categories c JOIN tree ON c.parent_id = tree.id) SELECT cat.name, count(p.id) FROM tree JOIN categories cat ON cat.id = tree.root LEFT JOIN products p ON p.category_id = tree.id GROUP BY cat.id ORDER BY cat.id;
SELECT json_extract(meta, '$.pages') AS pages, name FROM products WHERE meta IS NOT NULL ORDER BY pages, name;
SELECT meta ->> 'lang' AS lang, count(*), avg(meta ->> 'pages') FROM products GROUP BY lang ORDER BY lang;
SELECT name FROM products WHERE json_extract(meta, '$.pages') > 300 ORDER BY name;
SELECT name FROM products WHERE ',' || tags || ',' LIKE '%,blue,%';
SELECT coalesce(country, 'unknown') AS c, count(*) FROM customers GROUP BY c ORDER BY c;
SELECT ifnull(sku, 'none') || ': ' || name FROM products ORDER BY id;
SELECT id, printf('%s #%05d', status, id), printf('%.2f', discount * 100) FROM orders ORDER BY id;
SELECT iif(active, 'yes', 'no'), count(*) FROM customers GROUP BY active ORDER BY active;
SELECT sum(CASE WHEN status = 'shipped' THEN 1 ELSE 0 END) AS shipped, sum(status = 'paid') AS paid, count(*) FILTER (WHERE status = 'new') AS new FROM orders;
SELECT customer_id, max(ordered_at), status FROM orders GROUP BY customer_id ORDER BY customer_id;
SELECT customer_id, id, min(ordered_at) FROM orders GROUP BY customer_id ORDER BY customer_id;
SELECT (SELECT name FROM customers c WHERE c.id = o.customer_id) AS customer, o.id FROM orders o ORDER BY customer, o.id;
SELECT c.id, (SELECT max(ordered_at) FROM orders o WHERE o.customer_id = c.id) AS last FROM customers c ORDER BY last DESC, c.id;
SELECT 'customers' AS what, count(*) AS n FROM customers UNION ALL SELECT 'orders', count(*) FROM orders UNION ALL SELECT 'products', count(*) FROM products ORDER BY what;
SELECT country FROM customers EXCEPT SELECT 'US' ORDER BY 1;
SELECT DISTINCT c.country, o.status FROM customers c JOIN orders o ON o.customer_id = c.id ORDER BY 1, 2;
SELECT * FROM order_items WHERE (order_id, line) IN ((1, 2), (3, 1)) ORDER BY order_id;
SELECT min(price), max(price), avg(price), total(price), sum(price) FROM products WHERE price BETWEEN 5 AND 50;
SELECT CAST(price AS INTEGER), CAST(price AS TEXT), price * 100, price || ' EUR' FROM products ORDER BY id;
SELECT stock / 3, stock % 3, stock * 1.0 / 3, stock > 5 FROM products ORDER BY id;
SELECT a.name, b.name FROM products a JOIN products b ON a.category_id = b.category_id AND a.id < b.id ORDER BY a.id, b.id;
SELECT p.name, cat.name, parent.name FROM products p LEFT JOIN categories cat ON cat.id = p.category_id LEFT JOIN categories parent ON parent.id = cat.parent_id ORDER BY p.id;
SELECT "order_id", [line], `qty` FROM "order_items" ORDER BY 1, 2 LIMIT 3;
SELECT strftime('%w', ordered_at) AS dow, count(*) FROM orders GROUP BY dow ORDER BY dow;
SELECT CAST(strftime('%H', ordered_at) AS INTEGER) AS hour, count(*) FROM orders GROUP BY hour ORDER BY hour;
SELECT ntile(3) OVER (ORDER BY total) AS bucket, total FROM (SELECT order_id, sum(qty * unit_price) AS total FROM order_items GROUP BY order_id) ORDER BY total;
SELECT avg(n) FROM (SELECT count(*) AS n FROM orders GROUP BY customer_id);
SELECT name, length(name), upper(name), replace(name, ' ', '_') FROM customers ORDER BY id;
SELECT created_at, date(created_at, 'start of month', '+1 month', '-1 day') FROM customers ORDER BY id;
-- bind: 'shipped', '2024-01-01', '2024-03-01'
-- bind: 'paid', '2024-03-31', '2025-01-01'
SELECT count(*), sum(discount) FROM orders WHERE status = ? AND ordered_at >= ? AND ordered_at < ?;
-- bind: 10, 50
-- bind: 2.5, '99.99'
SELECT name FROM products WHERE price BETWEEN :low AND :high ORDER BY price, name;
-- bind: 2
-- bind: 99
SELECT o.id, sum(i.qty) FROM orders o JOIN order_items i ON i.order_id = o.id WHERE o.customer_id = ? GROUP BY o.id ORDER BY o.id;
-- bind: 2, 0
-- bind: 2, 2
SELECT id, name FROM products ORDER BY id LIMIT ? OFFSET ?;
