package dev.rhei.benchmarks.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import javax.sql.DataSource;

/** One thread of a service: takes a connection for each operation, as a request does. */
final class Client implements Callable<Void> {
  /** What it does, in the share of a hundred that it does so. */
  enum Operation {
    LOOK_UP(70, "look-up by key"),
    INSERT(20, "insert, auto-commit"),
    TRANSFER(9, "transaction of four statements"),
    AGGREGATE(1, "aggregate over the table");

    private final int share;
    private final String words;

    Operation(int share, String words) {
      this.share = share;
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  private final DataSource pool;
  private final int rows;
  private final Random random;
  private final long end;
  private final Map<Operation, List<Long>> times = new EnumMap<>(Operation.class);

  Client(DataSource pool, int rows, int number, long end) {
    this.pool = pool;
    this.rows = rows;
    this.random = new Random(number);
    this.end = end;
    for (Operation operation : Operation.values()) {
      times.put(operation, new ArrayList<>());
    }
  }

  Map<Operation, List<Long>> times() {
    return times;
  }

  @Override
  public Void call() throws SQLException {
    while (System.nanoTime() < end) {
      int draw = random.nextInt(100);
      for (Operation operation : Operation.values()) {
        draw -= operation.share;
        if (draw < 0) {
          time(operation);
          break;
        }
      }
    }
    return null;
  }

  private void time(Operation operation) throws SQLException {
    long began = System.nanoTime();
    try (Connection connection = pool.getConnection()) {
      switch (operation) {
        case LOOK_UP -> number(connection, "SELECT balance FROM account WHERE id = ?", any());
        case INSERT -> insert(connection, any(), 1);
        case TRANSFER -> transfer(connection);
        case AGGREGATE ->
            number(
                connection,
                "SELECT sum(total) FROM (SELECT branch, sum(balance) AS total FROM account"
                    + " WHERE id > ? GROUP BY branch)",
                random.nextInt(10));
      }
    }
    times.computeIfAbsent(operation, o -> new ArrayList<>()).add(System.nanoTime() - began);
  }

  private void transfer(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    int from = any();
    int to = any();
    update(connection, "UPDATE account SET balance = balance - 1 WHERE id = ?", from);
    update(connection, "UPDATE account SET balance = balance + 1 WHERE id = ?", to);
    insert(connection, from, -1);
    insert(connection, to, 1);
    connection.commit();
    connection.setAutoCommit(true);
  }

  private static void insert(Connection connection, int account, int amount) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO entry (account, amount, at) VALUES (?, ?, datetime('now'))")) {
      statement.setInt(1, account);
      statement.setInt(2, amount);
      statement.executeUpdate();
    }
  }

  private static void update(Connection connection, String sql, int id) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, id);
      statement.executeUpdate();
    }
  }

  private static void number(Connection connection, String sql, int parameter) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, parameter);
      try (ResultSet result = statement.executeQuery()) {
        if (!result.next()) {
          throw new SQLException("no row: " + sql);
        }
        result.getLong(1);
      }
    }
  }

  private int any() {
    return 1 + random.nextInt(rows);
  }
}
