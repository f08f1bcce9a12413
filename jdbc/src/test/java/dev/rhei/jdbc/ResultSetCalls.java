package dev.rhei.jdbc;

import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;

/** Every getter on every value, and what metadata says of queries. */
@SuppressWarnings("try") // what comes after a close is compared too
final class ResultSetCalls {
  private static final List<Class<?>> CLASSES =
      List.of(
          String.class,
          Boolean.class,
          Integer.class,
          Long.class,
          Double.class,
          Float.class,
          Short.class,
          Byte.class,
          BigDecimal.class,
          BigInteger.class,
          byte[].class,
          Date.class,
          Time.class,
          Timestamp.class,
          LocalDate.class,
          LocalTime.class,
          LocalDateTime.class,
          Instant.class,
          Object.class);

  /** Moves or ends the result; called one by one elsewhere. */
  private static final Set<String> MOVING = Set.of("next", "close");

  private static final List<String> DESCRIBED =
      List.of(
          "SELECT * FROM numbers ORDER BY id",
          "SELECT * FROM declared ORDER BY id",
          "SELECT * FROM texts ORDER BY id",
          "SELECT * FROM blobs ORDER BY id",
          "SELECT * FROM dates_text ORDER BY id",
          "SELECT * FROM only_null",
          "SELECT * FROM no_rows",
          "SELECT id AS \"the id\", \"a b\", \"select\" FROM \"odd name\"",
          "SELECT count(*), sum(big / 4), avg(r), min(n), max(i), group_concat(id) FROM numbers",
          "SELECT a.id, b.id, a.id + b.id AS both FROM numbers a JOIN declared b ON a.id = b.id"
              + " ORDER BY 1",
          "SELECT CAST(i AS VARCHAR(12)), cast(r as decimal(8,3)), i || 'x' FROM numbers"
              + " ORDER BY id",
          "SELECT n.i AS i, n.i FROM (SELECT i FROM numbers WHERE i IS NOT NULL) n ORDER BY 1");

  private final CallLog log;
  private final Connection connection;

  ResultSetCalls(CallLog log, Connection connection) {
    this.log = log;
    this.connection = connection;
  }

  /**
   * Runs them all.
   *
   * @param hint in front of each query
   */
  void run(String hint) throws SQLException {
    for (String table : ComparedTables.READ) {
      read(hint, table);
    }
    for (String sql : DESCRIBED) {
      describe(hint, sql);
    }
  }

  private void read(String hint, String table) throws SQLException {
    String sql = hint + "SELECT * FROM " + table + " ORDER BY 1";
    for (Method method : CallLog.methods(ResultSet.class, int.class)) {
      eachPlace(sql, method, column -> new Object[] {column});
    }
    for (Method method : CallLog.methods(ResultSet.class, String.class)) {
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(sql)) {
        ResultSetMetaData described = rows.getMetaData();
        if (!rows.next()) {
          continue;
        }
        for (int column = 1; column <= described.getColumnCount(); column++) {
          String label = described.getColumnLabel(column);
          log.invoke(sql, method, rows, label);
        }
        log.invoke(sql, method, rows, "no_such_column");
      }
    }
    for (Method method : CallLog.methods(ResultSet.class, int.class, Calendar.class)) {
      eachPlace(sql, method, column -> new Object[] {column, calendar()});
    }
    for (Method method : CallLog.methods(ResultSet.class, int.class, Class.class)) {
      for (Class<?> type : CLASSES) {
        eachPlace(sql, method, column -> new Object[] {column, type});
      }
    }
    for (Method method : CallLog.methods(ResultSet.class, int.class, Map.class)) {
      eachPlace(sql, method, column -> new Object[] {column, Map.of()});
    }
  }

  private static Calendar calendar() {
    Calendar calendar = Calendar.getInstance(TimeZone.getTimeZone("Asia/Kolkata"));
    calendar.setTimeInMillis(0);
    return calendar;
  }

  /** The arguments for a column. */
  private interface Arguments {
    Object[] of(int column);
  }

  /** Before the first row, on each row, behind the last, and after the close. */
  private void eachPlace(String sql, Method method, Arguments arguments) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int width = rows.getMetaData().getColumnCount();
      eachColumn(sql + " @before", method, rows, width, arguments);
      int row = 0;
      while (rows.next()) {
        row++;
        eachColumn(sql + " @" + row, method, rows, width, arguments);
      }
      eachColumn(sql + " @after", method, rows, width, arguments);
      rows.close();
      log.invoke(sql + " @closed", method, rows, arguments.of(1));
    }
  }

  private void eachColumn(
      String name, Method method, ResultSet rows, int width, Arguments arguments) {
    for (int column = 0; column <= width + 1; column++) {
      Object[] given = arguments.of(column);
      log.invoke(name + " " + column, method, rows, given);
      if (method.getName().startsWith("get") && column >= 1 && column <= width) {
        log.call(
            name
                + " "
                + column
                + " wasNull after "
                + method
                + given.length
                + (given.length > 1 ? given[1] : ""),
            rows::wasNull);
      }
    }
  }

  private void describe(String hint, String sql) throws SQLException {
    String text = hint + sql;
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(text)) {
      eachState(text + " @before", rows);
      rows.next();
      eachState(text + " @first", rows);
      while (rows.next()) {}
      eachState(text + " @after", rows);
      rows.close();
      eachState(text + " @closed", rows);
    }
    try (Statement statement = connection.createStatement()) {
      statement.setMaxRows(2);
      statement.setFetchSize(1);
      log.call(text + " max rows", () -> statement.executeQuery(text));
      log.call(text + " max rows kept", statement::getMaxRows);
    }
  }

  private void eachState(String name, ResultSet rows) throws SQLException {
    for (Method method : CallLog.methods(ResultSet.class)) {
      if (!MOVING.contains(method.getName()) && !method.getName().equals("getMetaData")) {
        log.invoke(name, method, rows);
      }
    }
    ResultSetMetaData metadata = rows.getMetaData();
    log.call(name + " count", metadata::getColumnCount);
    for (Method method : CallLog.methods(ResultSetMetaData.class, int.class)) {
      int width = rows.isClosed() ? 0 : metadata.getColumnCount();
      for (int column = 0; column <= width + 1; column++) {
        log.invoke(name + " of metadata", method, metadata, column);
      }
    }
  }
}
