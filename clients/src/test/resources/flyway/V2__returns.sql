ALTER TABLE orders ADD COLUMN returned INTEGER NOT NULL DEFAULT 0;
UPDATE orders SET returned = 1 WHERE id % 2 = 0;
CREATE TABLE reasons (order_id INTEGER PRIMARY KEY, text TEXT);
INSERT INTO reasons SELECT id, 'reason ' || id FROM orders WHERE returned;
CREATE INDEX orders_by_customer ON orders (customer);
CREATE VIEW kept AS
  SELECT name, orders.id, amount
  FROM orders JOIN customers ON customers.id = orders.customer
  WHERE NOT returned;
