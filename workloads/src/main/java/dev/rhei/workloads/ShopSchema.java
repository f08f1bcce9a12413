package dev.rhei.workloads;

import java.util.List;

/**
 * A shop as applications on SQLite have it. What is indexed: primary keys, foreign keys, what must
 * be unique, when an order was placed, its status, a customer's country. Everything else is not.
 */
final class ShopSchema {
  /** Statements that make the tables, referenced ones first. */
  static final List<String> TABLES =
      List.of(
          """
          CREATE TABLE categories (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,
            parent_id INTEGER REFERENCES categories)""",
          """
          CREATE TABLE products (
            id INTEGER PRIMARY KEY, sku TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
            category_id INTEGER NOT NULL REFERENCES categories,
            price DECIMAL(10,2) NOT NULL, stock INTEGER NOT NULL)""",
          """
          CREATE TABLE customers (
            id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
            city TEXT NOT NULL, country TEXT NOT NULL, segment TEXT NOT NULL,
            credit REAL NOT NULL, joined TEXT NOT NULL)""",
          """
          CREATE TABLE orders (
            id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers,
            placed TEXT NOT NULL, status TEXT NOT NULL, channel TEXT NOT NULL,
            total REAL NOT NULL, discount INTEGER NOT NULL, shipped TEXT, note TEXT)""",
          """
          CREATE TABLE order_lines (
            order_id INTEGER NOT NULL REFERENCES orders, line_no INTEGER NOT NULL,
            product_id INTEGER NOT NULL REFERENCES products, quantity INTEGER NOT NULL,
            price REAL NOT NULL, tax INTEGER NOT NULL, returned INTEGER NOT NULL,
            PRIMARY KEY (order_id, line_no))""");

  /** Statements to run once the rows are there. */
  static final List<String> INDICES =
      List.of(
          "CREATE INDEX products_category ON products (category_id)",
          "CREATE INDEX customers_country ON customers (country)",
          "CREATE INDEX orders_customer ON orders (customer_id)",
          "CREATE INDEX orders_placed ON orders (placed)",
          "CREATE INDEX orders_status ON orders (status)",
          "CREATE INDEX order_lines_product ON order_lines (product_id)");

  private ShopSchema() {}
}
