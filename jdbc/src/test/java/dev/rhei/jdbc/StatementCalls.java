package dev.rhei.jdbc;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Statements in every state: texts, batches, generated keys, parameters, errors. */
@SuppressWarnings({"try", "JavaUtilDate"}) // what comes after a close is compared too
final class StatementCalls {
  private static final Set<String> ACTING =
      Set.of(
          "close",
          "cancel",
          "execute",
          "executeQuery",
          "executeUpdate",
          "executeLargeUpdate",
          "getConnection",
          "addBatch");

  private static final List<String> TEXTS =
      List.of(
          "INSERT INTO written (v) VALUES ('a')",
          "INSERT INTO written (v) VALUES ('b'), ('c')",
          "UPDATE written SET v = v || '!' WHERE id > 1",
          "DELETE FROM written WHERE v = 'none'",
          "INSERT INTO written (v) VALUES (1) RETURNING id, v",
          "WITH x AS (SELECT 5 AS v) INSERT INTO written (v) SELECT v FROM x",
          "REPLACE INTO written (id, v) VALUES (1, 'again')",
          "SELECT v FROM written ORDER BY id",
          "SELECT 1; SELECT 2",
          "VALUES (1), (2)",
          "SELECT last_insert_rowid(), changes(), total_changes() > 0",
          "SELECT datetime('2024-01-31', '+1 month'), strftime('%Y', '2024-05-06')",
          "CREATE TABLE made (a INTEGER PRIMARY KEY, b TEXT DEFAULT 'd')",
          "ALTER TABLE made ADD COLUMN c INT",
          "INSERT INTO made (a) VALUES (10)",
          "SELECT * FROM made",
          "ALTER TABLE made RENAME COLUMN c TO cc",
          "SELECT * FROM made WHERE cc IS NULL",
          "ALTER TABLE made RENAME TO made2",
          "SELECT count(*) FROM made2",
          "DROP TABLE made2",
          "CREATE TEMP TABLE passing AS SELECT 1 AS one",
          "SELECT * FROM passing",
          "DROP TABLE passing",
          "PRAGMA foreign_keys",
          "PRAGMA user_version = 7",
          "PRAGMA user_version",
          "PRAGMA table_info(child)",
          "PRAGMA integrity_check",
          "ANALYZE parent",
          "REINDEX child_v",
          "EXPLAIN QUERY PLAN SELECT * FROM parent WHERE id = 1",
          "BEGIN",
          "SELECT count(*) FROM written",
          "COMMIT",
          "COMMIT",
          "ROLLBACK",
          "SAVEPOINT s",
          "RELEASE s",
          "RELEASE s",
          "SELEC 1",
          "SELECT * FROM nowhere",
          "SELECT nosuch FROM parent",
          "SELECT 1 +",
          "INSERT INTO parent VALUES (1, 'same'), (2, 'same')",
          "INSERT INTO numbers (id, big) VALUES (100, NULL)",
          "INSERT INTO child VALUES (1, 99, 1)",
          "INSERT INTO child VALUES (2, NULL, -1)",
          "INSERT INTO written VALUES ('text', 1)",
          "SELECT abs(-9223372036854775808)",
          "SELECT sum(big) FROM numbers WHERE big > 0 AND id < 0",
          "SELECT sum(9223372036854775807) FROM numbers",
          "SELECT unknown_function(1)",
          "SELECT count(*) FROM parent p, parent q WHERE p.id = ?");

  private final CallLog log;
  private final Connection connection;

  StatementCalls(CallLog log, Connection connection) {
    this.log = log;
    this.connection = connection;
  }

  void run() throws SQLException {
    texts();
    batches();
    prepared();
    setters();
    lifecycle();
  }

  private void texts() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : TEXTS) {
        log.call(unique("execute " + sql), () -> statement.execute(sql));
        String name = unique("after " + sql);
        log.call(name + " rows", statement::getResultSet);
        state(name, statement);
        log.call(name + " keys", () -> CallLog.rows(statement.getGeneratedKeys()));
      }
      for (String sql : TEXTS) {
        log.call(unique("executeUpdate " + sql), () -> statement.executeUpdate(sql));
        log.call(unique("executeQuery " + sql), () -> statement.executeQuery(sql));
        log.call(
            unique("keys of " + sql),
            () -> {
              statement.executeUpdate(sql, Statement.RETURN_GENERATED_KEYS);
              return CallLog.rows(statement.getGeneratedKeys());
            });
        log.call(unique("large " + sql), () -> statement.executeLargeUpdate(sql));
      }
      log.call(
          "script",
          () -> statement.executeUpdate("INSERT INTO written (v) VALUES (8); DELETE FROM written"));
      log.call("by indexes", () -> statement.execute("SELECT 1", new int[] {1}));
      log.call("by names", () -> statement.executeUpdate("SELECT 1", new String[] {"a"}));
    }
  }

  private void state(String name, Statement statement) {
    for (Method method : CallLog.methods(Statement.class)) {
      String called = method.getName();
      if (!ACTING.contains(called)
          && !called.startsWith("execute")
          && !called.equals("getGeneratedKeys")
          && !called.equals("getResultSet")
          && !called.equals("closeOnCompletion")) {
        log.invoke(name, method, statement);
      }
    }
  }

  private void batches() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      log.call("empty batch", statement::executeBatch);
      statement.addBatch("INSERT INTO written (v) VALUES ('batch')");
      statement.addBatch("UPDATE written SET v = 'batched'");
      log.call("batch", statement::executeBatch);
      statement.addBatch("INSERT INTO written (v) VALUES ('one')");
      statement.addBatch("INSERT INTO nowhere VALUES (1)");
      statement.addBatch("INSERT INTO written (v) VALUES ('three')");
      log.call("failing batch", statement::executeBatch);
      statement.addBatch("SELECT 1");
      log.call("query in batch", statement::executeLargeBatch);
      log.call("after batches", () -> statement.executeQuery("SELECT v FROM written"));
    }
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO parent (id, name) VALUES (?, ?)")) {
      log.call("empty prepared batch", insert::executeBatch);
      for (int i = 1; i <= 3; i++) {
        insert.setInt(1, i);
        insert.setString(2, "n" + i);
        insert.addBatch();
      }
      log.call("prepared batch", insert::executeBatch);
      for (int i = 3; i <= 5; i++) {
        insert.setInt(1, i);
        insert.setString(2, "m" + i);
        insert.addBatch();
      }
      log.call("failing prepared batch", insert::executeBatch);
      log.call("keys of it", () -> CallLog.rows(insert.getGeneratedKeys()));
    }
  }

  private void prepared() throws SQLException {
    for (String hint : List.of("", "/*+ prefer_olap */")) {
      String sql = hint + "SELECT id, name FROM parent WHERE id >= ? ORDER BY id";
      try (PreparedStatement query = connection.prepareStatement(sql)) {
        log.call(sql + " unset", query::executeQuery);
        query.setInt(1, 2);
        log.call(sql + " 2", query::executeQuery);
        log.call(sql + " again", query::executeQuery);
        log.call(sql + " execute", query::execute);
        state(sql + " executed", query);
        log.call(sql + " rows", query::getResultSet);
        log.call(sql + " more", query::getMoreResults);
        log.call(sql + " rows after more", query::getResultSet);
        log.call(sql + " update", query::executeUpdate);
        log.call(sql + " with text", () -> query.executeQuery("SELECT 1"));
        log.call(sql + " toString", () -> query.toString().replaceAll("@.*", ""));
        ParameterMetaData parameters = query.getParameterMetaData();
        log.call(sql + " parameters", parameters::getParameterCount);
        for (Method method : CallLog.methods(ParameterMetaData.class, int.class)) {
          for (int i = 0; i <= 2; i++) {
            log.invoke(sql, method, parameters, i);
          }
        }
        query.clearParameters();
        log.call(sql + " cleared", query::executeQuery);
        log.call(sql + " none such", () -> call(() -> query.setInt(2, 1)));
        log.call(sql + " below", () -> call(() -> query.setInt(0, 1)));
        ResultSet open = query.executeQuery();
        query.close();
        log.call(sql + " result of closed", open::next);
        log.call(sql + " closed result", open::isClosed);
        log.call(sql + " closed", query::executeQuery);
        state(sql + " closed", query);
      }
      log.call(
          hint + " numbered",
          () -> {
            try (PreparedStatement query =
                connection.prepareStatement(
                    hint + "SELECT ?2, :name, ?1, count(*) FROM parent WHERE id > ?2")) {
              query.setString(1, "one");
              query.setInt(2, 1);
              query.setObject(3, 2.5);
              return CallLog.rows(query.executeQuery());
            }
          });
      log.call(
          hint + " close on completion",
          () -> {
            PreparedStatement query = connection.prepareStatement(hint + "SELECT * FROM parent");
            query.closeOnCompletion();
            ResultSet rows = query.executeQuery();
            rows.close();
            return query.isClosed();
          });
    }
  }

  private void setters() throws SQLException {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("null", null);
    values.put("int", Integer.MIN_VALUE);
    values.put("long", Long.MAX_VALUE);
    values.put("short", (short) 5);
    values.put("byte", (byte) 6);
    values.put("double", 0.1);
    values.put("nan", Double.NaN);
    values.put("infinite", Double.POSITIVE_INFINITY);
    values.put("float", 1.1f);
    values.put("boolean", true);
    values.put("text", "🙂");
    values.put("empty", "");
    values.put("bytes", new byte[] {1, 2});
    values.put("no bytes", new byte[0]);
    values.put("decimal", new BigDecimal("12.50"));
    values.put("integer", BigInteger.TEN);
    values.put("date", new Date(1709210055016L));
    values.put("time", new Time(1709210055016L));
    values.put("timestamp", new Timestamp(1709210055016L));
    values.put("util date", new java.util.Date(1709210055016L));
    values.put("local date", LocalDate.of(2024, 2, 29));
    values.put("char", 'c');
    for (String from : List.of("", " FROM parent WHERE id = 1", " FROM parent LIMIT 1")) {
      String sql = "/*+ prefer_olap */ SELECT ?, typeof(?)" + from;
      try (PreparedStatement query = connection.prepareStatement(sql)) {
        for (Map.Entry<String, Object> value : values.entrySet()) {
          set(sql + " object " + value.getKey(), query, i -> query.setObject(i, value.getValue()));
          set(
              sql + " typed " + value.getKey(),
              query,
              i -> query.setObject(i, value.getValue(), Types.VARCHAR));
        }
        set(sql + " null", query, i -> query.setNull(i, Types.INTEGER));
        set(sql + " date", query, i -> query.setDate(i, new Date(0)));
        set(sql + " time", query, i -> query.setTime(i, new Time(0)));
        set(sql + " timestamp", query, i -> query.setTimestamp(i, new Timestamp(0)));
        set(sql + " decimal", query, i -> query.setBigDecimal(i, new BigDecimal("1e5")));
        set(sql + " stream", query, i -> query.setBinaryStream(i, bytes(), 3));
        set(sql + " ascii", query, i -> query.setAsciiStream(i, bytes(), 3));
        set(sql + " reader", query, i -> query.setCharacterStream(i, new StringReader("abc"), 3));
        set(sql + " nstring", query, i -> query.setNString(i, "n"));
        set(sql + " blob", query, i -> query.setBlob(i, bytes()));
        set(sql + " clob", query, i -> query.setClob(i, new StringReader("clob")));
        set(sql + " array", query, i -> query.setArray(i, null));
      }
    }
  }

  private static ByteArrayInputStream bytes() {
    return new ByteArrayInputStream(new byte[] {65, 66, 67});
  }

  /** Sets a parameter by its index. */
  private interface Setter {
    void set(int index) throws SQLException;
  }

  private void set(String name, PreparedStatement query, Setter setter) {
    log.call(
        name,
        () -> {
          query.clearParameters();
          setter.set(1);
          setter.set(2);
          return CallLog.rows(query.executeQuery());
        });
  }

  private void lifecycle() throws SQLException {
    for (String sql :
        List.of("/*+ prefer_olap */SELECT id, name FROM parent", "SELECT id, name FROM parent")) {
      Statement statement = connection.createStatement();
      ResultSet first = statement.executeQuery(sql);
      log.call(sql + " asked twice", statement::getResultSet);
      ResultSet second = statement.executeQuery(sql);
      log.call(sql + " first after second", first == second ? () -> "same" : first::isClosed);
      log.call(sql + " fetch size", () -> call(() -> statement.setFetchSize(-1)));
      log.call(sql + " negative rows", () -> call(() -> statement.setMaxRows(-1)));
      log.call(sql + " timeout", () -> call(() -> statement.setQueryTimeout(-1)));
      log.call(sql + " direction", () -> call(() -> second.setFetchDirection(1001)));
      log.call(sql + " absolute", () -> second.absolute(1));
      log.call(sql + " update", () -> call(() -> second.updateInt(1, 1)));
      log.call(sql + " keep current", () -> statement.getMoreResults(2));
      log.call(sql + " all", () -> statement.getMoreResults(3));
      log.call(sql + " unknown", () -> statement.getMoreResults(9));
      statement.close();
      log.call(sql + " closed with statement", second::isClosed);
      state(sql + " closed statement", statement);
      log.call(sql + " on closed", () -> statement.executeQuery(sql));
      log.call(sql + " closed twice", () -> call(statement::close));
    }
  }

  private static Object call(Action action) throws SQLException {
    action.run();
    return "done";
  }

  /** A call without a result. */
  private interface Action {
    void run() throws SQLException;
  }

  private final List<String> names = new ArrayList<>();

  private String unique(String name) {
    names.add(name);
    return name + " #" + names.stream().filter(name::equals).count();
  }
}
