--- Queries of all shapes that a router has to tell apart, over the shop. Those of the same text
--- with other values read few rows or many.

-- point: primary key ? 1234
SELECT * FROM orders WHERE id = ?;

-- point: unique index ? 'SKU-000123'
SELECT id, name, price FROM products WHERE sku = ?;

-- point: rowid ? 4321
SELECT rowid, order_id, product_id FROM order_lines WHERE rowid = ?;

-- point: composite key ? 1234, 1
SELECT product_id, quantity, price FROM order_lines WHERE order_id = ? AND line_no = ?;

-- point: join of two by key ? 1234
SELECT o.id, o.placed, c.name, c.city
FROM orders o JOIN customers c ON c.id = o.customer_id
WHERE o.id = ?;

-- few: lines of an order ? 1234
SELECT l.line_no, p.name, l.quantity, l.price
FROM order_lines l JOIN products p ON p.id = l.product_id
WHERE l.order_id = ?
ORDER BY l.line_no;

-- few: 5 keys in a list
SELECT id, placed, total FROM orders WHERE id IN (3, 171, 444, 1033, 1999) ORDER BY id;

-- few: 200 keys in a list
SELECT id, placed, total FROM orders WHERE id IN (
    1, 38, 75, 112, 149, 186, 223, 260, 297, 334, 371, 408, 445, 482, 519, 556, 593, 630, 667,
    704, 741, 778, 815, 852, 889, 926, 963, 1000, 1037, 1074, 1111, 1148, 1185, 1222, 1259,
    1296, 1333, 1370, 1407, 1444, 1481, 1518, 1555, 1592, 1629, 1666, 1703, 1740, 1777, 1814,
    1851, 1888, 1925, 1962, 1999, 37, 74, 111, 148, 185, 222, 259, 296, 333, 370, 407, 444, 481,
    518, 555, 592, 629, 666, 703, 740, 777, 814, 851, 888, 925, 962, 999, 1036, 1073, 1110,
    1147, 1184, 1221, 1258, 1295, 1332, 1369, 1406, 1443, 1480, 1517, 1554, 1591, 1628, 1665,
    1702, 1739, 1776, 1813, 1850, 1887, 1924, 1961, 1998, 36, 73, 110, 147, 184, 221, 258, 295,
    332, 369, 406, 443, 480, 517, 554, 591, 628, 665, 702, 739, 776, 813, 850, 887, 924, 961,
    998, 1035, 1072, 1109, 1146, 1183, 1220, 1257, 1294, 1331, 1368, 1405, 1442, 1479, 1516,
    1553, 1590, 1627, 1664, 1701, 1738, 1775, 1812, 1849, 1886, 1923, 1960, 1997, 35, 72, 109,
    146, 183, 220, 257, 294, 331, 368, 405, 442, 479, 516, 553, 590, 627, 664, 701, 738, 775,
    812, 849, 886, 923, 960, 997, 1034, 1071, 1108, 1145, 1182, 1219, 1256, 1293, 1330, 1367)
ORDER BY id;

-- few: orders of a customer ? 77
-- many: orders of a big customer ? 7
SELECT id, placed, status, total FROM orders WHERE customer_id = ? ORDER BY placed, id;

-- few: count of a foreign key ? 77
-- many: count of a frequent foreign key ? 7
SELECT count(*) FROM orders WHERE customer_id = ?;

-- few: a customer's spending by year ? 77
-- many: a big customer's spending by year ? 7
SELECT substr(o.placed, 1, 4) AS year, count(*) AS lines, sum(l.quantity * l.price) AS spent
FROM orders o JOIN order_lines l ON l.order_id = o.id
WHERE o.customer_id = ?
GROUP BY substr(o.placed, 1, 4)
ORDER BY year;

-- few: last order of a customer ? 77
SELECT max(placed), count(*), sum(total) FROM orders WHERE customer_id = ?;

-- few: running sum of a customer ? 77
-- many: running sum of a big customer ? 7
SELECT id, placed, sum(total) OVER (ORDER BY placed, id) AS so_far
FROM orders
WHERE customer_id = ?
ORDER BY placed, id;

-- few: rank in a customer's orders ? 77
SELECT id, total, row_number() OVER (PARTITION BY customer_id ORDER BY total DESC, id) AS place
FROM orders
WHERE customer_id = ?
ORDER BY place;

-- few: sales of a product ? 1777
-- many: sales of a frequent product ? 1
SELECT count(*), sum(quantity), sum(quantity * price) FROM order_lines WHERE product_id = ?;

-- few: correlated, customers of a rare country ? 'MT'
-- many: correlated, customers of a common country ? 'DE'
SELECT c.id, c.name, (SELECT max(o.placed) FROM orders o WHERE o.customer_id = c.id) AS latest
FROM customers c
WHERE c.country = ?
ORDER BY c.id;

-- range: a day of an indexed date ? '2024-03-05', '2024-03-06'
-- range: four years of an indexed date ? '2021-06-01', '2025-06-01'
SELECT count(*), sum(total), max(total) FROM orders WHERE placed >= ? AND placed < ?;

-- range: rows of an hour ? '2024-03-05 10', '2024-03-05 11'
-- range: rows of a quarter ? '2024-04-01', '2024-07-01'
SELECT id, customer_id, total FROM orders WHERE placed >= ? AND placed < ? ORDER BY placed, id;

-- range: keys
SELECT id, total, discount FROM orders WHERE id BETWEEN 1000 AND 1999 ORDER BY id;

-- range: unindexed, few rows ? 30000.0, 30100.0
SELECT id, customer_id, total FROM orders WHERE total BETWEEN ? AND ? ORDER BY total, id;

-- range: a day's revenue by category ? '2024-03-05', '2024-03-06'
-- range: a year's revenue by category ? '2024-01-01', '2025-01-01'
SELECT k.name, sum(l.quantity * l.price) AS revenue
FROM orders o
  JOIN order_lines l ON l.order_id = o.id
  JOIN products p ON p.id = l.product_id
  JOIN categories k ON k.id = p.category_id
WHERE o.placed >= ? AND o.placed < ?
GROUP BY k.name
ORDER BY revenue DESC;

-- status: rare ? 'new'
-- status: common ? 'delivered'
SELECT count(*), avg(total) FROM orders WHERE status = ?;

-- top: latest by key
SELECT id, placed, total FROM orders ORDER BY id DESC LIMIT 10;

-- top: first by an index, 1000th page
SELECT id, placed FROM orders ORDER BY placed, id LIMIT 20 OFFSET 1000;

-- top: by an index, deep page
SELECT id, placed FROM orders ORDER BY placed DESC, id DESC LIMIT 20 OFFSET (SELECT count(*) / 2 FROM orders);

-- top: no index
SELECT id, customer_id, total FROM orders ORDER BY total DESC, id LIMIT 10;

-- top: latest of a rare status ? 'new'
-- top: latest of a common status ? 'delivered'
SELECT id, placed, total FROM orders WHERE status = ? ORDER BY placed DESC, id DESC LIMIT 20;

-- top: first that match, by key
SELECT id, total FROM orders WHERE discount > 0 AND channel = 'phone' ORDER BY id LIMIT 10;

-- whole: count
SELECT count(*) FROM order_lines;

-- whole: max of an indexed column
SELECT max(placed) FROM orders;

-- whole: min and max of an indexed column
SELECT min(placed), max(placed) FROM orders;

-- whole: max of an unindexed column
SELECT min(total), max(total) FROM orders;

-- whole: count distinct
SELECT count(DISTINCT customer_id) FROM orders;

-- whole: distinct of an indexed column
SELECT DISTINCT status FROM orders ORDER BY status;

-- whole: distinct of unindexed columns
SELECT DISTINCT channel, discount FROM orders ORDER BY channel, discount;

-- whole: sum
SELECT sum(quantity * price), avg(price), sum(returned) FROM order_lines;

-- scan: filter, few rows
SELECT order_id, line_no FROM order_lines
WHERE price > 499.5 AND quantity = 9 AND returned = 1
ORDER BY order_id, line_no;

-- scan: filter, aggregate
SELECT count(*), avg(total) FROM orders WHERE channel = 'web' AND discount > 10;

-- scan: LIKE within
SELECT count(*) FROM orders WHERE note LIKE '%gift%';

-- scan: LIKE from the start
SELECT count(*), max(id) FROM customers WHERE email LIKE 'anna.b%';

-- scan: export
SELECT id, email, country, credit FROM customers WHERE segment = 'consumer' ORDER BY id;

-- group: low cardinality
SELECT status, count(*) AS orders, sum(total) AS revenue FROM orders GROUP BY status ORDER BY status;

-- group: high cardinality
SELECT customer_id, sum(total) AS revenue
FROM orders
GROUP BY customer_id
ORDER BY revenue DESC, customer_id
LIMIT 10;

-- group: indexed column, covered
SELECT customer_id, count(*) AS orders
FROM orders
GROUP BY customer_id
ORDER BY orders DESC, customer_id
LIMIT 10;

-- group: indexed column, many rows
SELECT product_id, sum(quantity) AS sold
FROM order_lines
GROUP BY product_id
ORDER BY sold DESC, product_id
LIMIT 20;

-- group: HAVING
SELECT customer_id, count(*) AS orders, max(total) AS largest
FROM orders
GROUP BY customer_id
HAVING count(*) > 35
ORDER BY customer_id;

-- group: by month
SELECT strftime('%Y-%m', placed) AS month, count(*) AS orders, sum(total) AS revenue
FROM orders
GROUP BY strftime('%Y-%m', placed)
ORDER BY month;

-- group: CASE pivot
SELECT channel,
       sum(CASE WHEN status = 'delivered' THEN 1 ELSE 0 END) AS delivered,
       sum(CASE WHEN status = 'cancelled' THEN 1 ELSE 0 END) AS cancelled,
       sum(CASE WHEN status IN ('new', 'paid', 'shipped') THEN total ELSE 0 END) AS under_way
FROM orders
GROUP BY channel
ORDER BY channel;

-- group: string functions
SELECT upper(substr(name, 1, 1)) AS letter, count(*) AS customers, max(length(email)) AS longest
FROM customers
GROUP BY upper(substr(name, 1, 1))
ORDER BY letter;

-- group: days until shipped
SELECT CAST(julianday(shipped) - julianday(placed) AS INTEGER) AS days, count(*) AS orders
FROM orders
WHERE shipped IS NOT NULL
GROUP BY days
ORDER BY days;

-- join: two tables
SELECT c.segment, count(*) AS orders, sum(o.total) AS revenue
FROM customers c JOIN orders o ON o.customer_id = c.id
GROUP BY c.segment
ORDER BY c.segment;

-- join: three tables
SELECT p.category_id, count(*) AS lines, sum(l.quantity) AS sold
FROM orders o
  JOIN order_lines l ON l.order_id = o.id
  JOIN products p ON p.id = l.product_id
WHERE o.status = 'cancelled'
GROUP BY p.category_id
ORDER BY p.category_id;

-- join: four tables
SELECT c.country, k.name, sum(l.quantity) AS sold
FROM customers c
  JOIN orders o ON o.customer_id = c.id
  JOIN order_lines l ON l.order_id = o.id
  JOIN products p ON p.id = l.product_id
  JOIN categories k ON k.id = p.category_id
WHERE k.parent_id = 3 AND o.channel = 'app'
GROUP BY c.country, k.name
ORDER BY c.country, k.name;

-- join: selective by a category ? 'Toys Kids', 480
SELECT p.name, sum(l.quantity) AS sold
FROM categories k
  JOIN products p ON p.category_id = k.id
  JOIN order_lines l ON l.product_id = p.id
WHERE k.name = ? AND p.price > ?
GROUP BY p.id, p.name
ORDER BY sold DESC, p.id;

-- join: a rare country ? 'MT'
-- join: a common country ? 'DE'
SELECT o.status, count(*) AS orders, sum(o.total) AS revenue
FROM customers c JOIN orders o ON o.customer_id = c.id
WHERE c.country = ?
GROUP BY o.status
ORDER BY o.status;

-- subquery: LEFT JOIN, without a match
SELECT count(*) FROM customers c LEFT JOIN orders o ON o.customer_id = c.id WHERE o.id IS NULL;

-- subquery: EXISTS
SELECT count(*) FROM customers c
WHERE EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id AND o.total > 20000);

-- subquery: NOT EXISTS
SELECT count(*) FROM products p
WHERE NOT EXISTS (SELECT 1 FROM order_lines l
                  WHERE l.product_id = p.id AND l.returned = 1 AND l.quantity = 10);

-- subquery: IN
SELECT count(*), sum(total) FROM orders
WHERE customer_id IN (SELECT id FROM customers WHERE segment = 'vip');

-- subquery: scalar
SELECT count(*) FROM orders WHERE total > (SELECT 2 * avg(total) FROM orders);

-- subquery: correlated, above the customer's average
SELECT count(*) FROM orders o
WHERE o.total > (SELECT 3 * avg(i.total) FROM orders i WHERE i.customer_id = o.customer_id);

-- CTE: growth by month
WITH months (month, revenue) AS (
  SELECT substr(placed, 1, 7), sum(total) FROM orders GROUP BY substr(placed, 1, 7))
SELECT month, revenue, revenue - lag(revenue) OVER (ORDER BY month) AS growth
FROM months
ORDER BY month;

-- CTE: tree of a small table
WITH RECURSIVE tree (id, name, depth) AS (
  SELECT id, name, 0 FROM categories WHERE parent_id IS NULL
  UNION ALL
  SELECT c.id, c.name, t.depth + 1 FROM tree t JOIN categories c ON c.parent_id = t.id)
SELECT depth, count(*) AS categories FROM tree GROUP BY depth ORDER BY depth;

-- window: first order of each customer
SELECT count(*), sum(total)
FROM (SELECT total, row_number() OVER (PARTITION BY customer_id ORDER BY placed, id) AS place
      FROM orders) numbered
WHERE place = 1;

-- window: running sum over days
SELECT day, sum(orders) OVER (ORDER BY day) AS so_far
FROM (SELECT substr(placed, 1, 10) AS day, count(*) AS orders
      FROM orders GROUP BY substr(placed, 1, 10)) days
ORDER BY day;

-- set: UNION of cities
SELECT city FROM customers WHERE country = 'IS'
UNION
SELECT city FROM customers WHERE segment = 'vip'
ORDER BY city;

-- set: UNION ALL of totals
SELECT 'orders' AS what, count(*) AS rows FROM orders
UNION ALL
SELECT 'customers', count(*) FROM customers
UNION ALL
SELECT 'products', count(*) FROM products;

-- small: whole table
SELECT id, name, parent_id FROM categories ORDER BY id;

-- small: group
SELECT parent_id, count(*) AS categories FROM categories GROUP BY parent_id ORDER BY parent_id;

-- small: join and group
SELECT k.name, count(*) AS products, avg(p.price) AS price
FROM products p JOIN categories k ON k.id = p.category_id
GROUP BY k.name
ORDER BY k.name;
