package dev.rhei.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.sqlite.SQLiteErrorCode;

/**
 * A terminal of TPC-C: New-Order, Payment and Delivery as its tools write them over JDBC, with
 * statements that are prepared once, and each transaction tried again while SQLite is busy.
 */
final class TpccTerminal implements AutoCloseable {
  private static final int DISTRICTS = 10;

  private final Connection connection;
  private final Random random;
  private final int warehouses;
  private final int customers;
  private final int items;
  private final List<PreparedStatement> prepared = new ArrayList<>();
  private final PreparedStatement district;
  private final PreparedStatement nextOrder;
  private final PreparedStatement insertOrder;
  private final PreparedStatement insertNewOrder;
  private final PreparedStatement price;
  private final PreparedStatement stock;
  private final PreparedStatement insertLine;
  private final PreparedStatement payWarehouse;
  private final PreparedStatement payDistrict;
  private final PreparedStatement payCustomer;
  private final PreparedStatement insertHistory;
  private final PreparedStatement oldest;
  private final PreparedStatement deleteNewOrder;
  private final PreparedStatement carrier;
  private final PreparedStatement deliver;
  private final PreparedStatement amount;
  private final PreparedStatement credit;
  private int conflicts;

  TpccTerminal(Connection connection, long seed) throws SQLException {
    this.connection = connection;
    this.random = new Random(seed);
    connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
    warehouses = count("SELECT count(*) FROM warehouse");
    customers = count("SELECT max(c_id) FROM customer");
    items = count("SELECT count(*) FROM item");
    connection.setAutoCommit(false);
    district = prepare("SELECT d_next_o_id, d_tax FROM district WHERE d_w_id = ? AND d_id = ?");
    nextOrder =
        prepare("UPDATE district SET d_next_o_id = d_next_o_id + 1 WHERE d_w_id = ? AND d_id = ?");
    insertOrder = prepare("INSERT INTO orders VALUES (?, ?, ?, ?, datetime('now'), NULL, ?, 1)");
    insertNewOrder = prepare("INSERT INTO neworder VALUES (?, ?, ?)");
    price = prepare("SELECT i_price FROM item WHERE i_id = ?");
    stock =
        prepare(
            "UPDATE stock SET s_quantity = CASE WHEN s_quantity > ? + 10 THEN s_quantity - ? ELSE"
                + " s_quantity - ? + 91 END, s_ytd = s_ytd + ?, s_order_cnt = s_order_cnt + 1"
                + " WHERE s_w_id = ? AND s_i_id = ?");
    insertLine = prepare("INSERT INTO orderline VALUES (?, ?, ?, ?, ?, ?, NULL, ?, ?, 'dist')");
    payWarehouse = prepare("UPDATE warehouse SET w_ytd = w_ytd + ? WHERE w_id = ?");
    payDistrict = prepare("UPDATE district SET d_ytd = d_ytd + ? WHERE d_w_id = ? AND d_id = ?");
    payCustomer =
        prepare(
            "UPDATE customer SET c_balance = c_balance - ?, c_ytd_payment = c_ytd_payment + ?,"
                + " c_payment_cnt = c_payment_cnt + 1 WHERE c_w_id = ? AND c_d_id = ? AND c_id ="
                + " ?");
    insertHistory = prepare("INSERT INTO history VALUES (?, ?, ?, ?, ?, datetime('now'), ?, 'h')");
    oldest = prepare("SELECT min(no_o_id) FROM neworder WHERE no_w_id = ? AND no_d_id = ?");
    deleteNewOrder =
        prepare("DELETE FROM neworder WHERE no_w_id = ? AND no_d_id = ? AND no_o_id = ?");
    carrier =
        prepare("UPDATE orders SET o_carrier_id = ? WHERE o_w_id = ? AND o_d_id = ? AND o_id = ?");
    deliver =
        prepare(
            "UPDATE orderline SET ol_delivery_d = datetime('now') WHERE ol_w_id = ? AND ol_d_id ="
                + " ? AND ol_o_id = ?");
    amount =
        prepare(
            "SELECT sum(ol_amount) FROM orderline WHERE ol_w_id = ? AND ol_d_id = ? AND ol_o_id ="
                + " ?");
    credit =
        prepare(
            "UPDATE customer SET c_balance = c_balance + ?, c_delivery_cnt = c_delivery_cnt + 1"
                + " WHERE c_w_id = ? AND c_d_id = ? AND c_id = (SELECT o_c_id FROM orders WHERE"
                + " o_w_id = ? AND o_d_id = ? AND o_id = ?)");
  }

  /** Runs transactions of the usual mix. */
  void run(int transactions) throws SQLException {
    for (int i = 0; i < transactions; i++) {
      int kind = random.nextInt(100);
      long seed = random.nextLong();
      boolean done = false;
      while (!done) {
        random.setSeed(seed); // the same transaction again
        try {
          if (kind < 48) {
            newOrder();
          } else if (kind < 92) {
            payment();
          } else {
            delivery();
          }
          connection.commit();
          done = true;
        } catch (SQLException e) {
          connection.rollback();
          if ((e.getErrorCode() & 0xff) != SQLiteErrorCode.SQLITE_BUSY.code) {
            throw e;
          }
          conflicts++;
        }
      }
    }
  }

  /** Transactions that met another writer. */
  int conflicts() {
    return conflicts;
  }

  private void newOrder() throws SQLException {
    int warehouse = 1 + random.nextInt(warehouses);
    int inDistrict = 1 + random.nextInt(DISTRICTS);
    int lines = 5 + random.nextInt(11);
    update(nextOrder, warehouse, inDistrict);
    int order = (int) number(district, warehouse, inDistrict) - 1;
    update(insertOrder, warehouse, inDistrict, order, 1 + random.nextInt(customers), lines);
    update(insertNewOrder, warehouse, inDistrict, order);
    for (int line = 1; line <= lines; line++) {
      int item = 1 + random.nextInt(items);
      int quantity = 1 + random.nextInt(10);
      double total = quantity * number(price, item);
      update(stock, quantity, quantity, quantity, quantity, warehouse, item);
      set(insertLine, warehouse, inDistrict, order, line, item, warehouse, quantity, total);
      insertLine.addBatch();
    }
    insertLine.executeBatch();
  }

  private void payment() throws SQLException {
    int warehouse = 1 + random.nextInt(warehouses);
    int inDistrict = 1 + random.nextInt(DISTRICTS);
    int customer = 1 + random.nextInt(customers);
    double paid = 1 + random.nextInt(5_000);
    update(payWarehouse, paid, warehouse);
    update(payDistrict, paid, warehouse, inDistrict);
    update(payCustomer, paid, paid, warehouse, inDistrict, customer);
    update(insertHistory, customer, inDistrict, warehouse, inDistrict, warehouse, paid);
  }

  private void delivery() throws SQLException {
    int warehouse = 1 + random.nextInt(warehouses);
    for (int inDistrict = 1; inDistrict <= DISTRICTS; inDistrict++) {
      int order = (int) number(oldest, warehouse, inDistrict);
      if (order == 0) {
        continue;
      }
      update(deleteNewOrder, warehouse, inDistrict, order);
      update(carrier, 1 + random.nextInt(10), warehouse, inDistrict, order);
      update(deliver, warehouse, inDistrict, order);
      double total = number(amount, warehouse, inDistrict, order);
      update(credit, total, warehouse, inDistrict, warehouse, inDistrict, order);
    }
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    prepared.add(statement);
    return statement;
  }

  private int count(String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      return (int) number(statement);
    }
  }

  private static void set(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  private static void update(PreparedStatement statement, Object... values) throws SQLException {
    set(statement, values);
    statement.executeUpdate();
  }

  private static double number(PreparedStatement statement, Object... values) throws SQLException {
    set(statement, values);
    try (ResultSet rows = statement.executeQuery()) {
      return rows.next() ? rows.getDouble(1) : 0;
    }
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : prepared) {
      statement.close();
    }
    connection.close();
  }
}
