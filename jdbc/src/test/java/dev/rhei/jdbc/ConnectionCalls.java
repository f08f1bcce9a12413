package dev.rhei.jdbc;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

/** Connections, their transactions and their metadata. */
@SuppressWarnings("try") // what comes after a close is compared too
final class ConnectionCalls {
  private static final Set<String> ACTING = Set.of("close", "commit", "rollback", "beginRequest");

  private final CallLog log;
  private final Connection connection;

  ConnectionCalls(CallLog log, Connection connection) {
    this.log = log;
    this.connection = connection;
  }

  void run() throws SQLException {
    state("open");
    metadata();
    transactions();
    cursors();
    connection.close();
    state("closed");
    log.call("closed commit", () -> call(connection::commit));
    log.call("closed statement", connection::createStatement);
    log.call("closed prepare", () -> connection.prepareStatement("SELECT 1"));
    log.call("closed valid", () -> connection.isValid(1));
    log.call("closed twice", () -> call(connection::close));
  }

  private void state(String name) {
    for (Method method : CallLog.methods(Connection.class)) {
      if (!ACTING.contains(method.getName())) {
        log.invoke(name, method, connection);
      }
    }
  }

  private void metadata() throws SQLException {
    DatabaseMetaData metadata = connection.getMetaData();
    for (Method method : CallLog.methods(DatabaseMetaData.class)) {
      log.invoke("metadata", method, metadata);
    }
    for (Method method : CallLog.methods(DatabaseMetaData.class, int.class)) {
      for (int argument : new int[] {0, 1, 2, 8, 1003, 1004}) {
        log.invoke("metadata", method, metadata, argument);
      }
    }
    for (Method method : CallLog.methods(DatabaseMetaData.class, int.class, int.class)) {
      log.invoke("metadata", method, metadata, 1003, 1007);
    }
    Class<?> text = String.class;
    for (String table :
        List.of("child", "CHILD", "parent", "texts", "odd name", "both", "nowhere")) {
      for (Method method : CallLog.methods(DatabaseMetaData.class, text, text, text)) {
        log.invoke("metadata", method, metadata, null, null, table);
      }
      for (Method method : CallLog.methods(DatabaseMetaData.class, text, text, text, text)) {
        log.invoke("metadata", method, metadata, null, null, table, "%");
      }
      log.call(
          "index info of " + table, () -> metadata.getIndexInfo(null, null, table, false, true));
      log.call(
          "best row of " + table, () -> metadata.getBestRowIdentifier(null, null, table, 0, true));
      log.call(
          "tables like " + table,
          () -> metadata.getTables(null, null, table, new String[] {"TABLE", "VIEW"}));
      log.call(
          "references to " + table,
          () -> metadata.getCrossReference(null, null, table, null, null, "child"));
    }
    log.call("application's tables", this::tables);
  }

  /** Ours are seen too, as everywhere in SQLite. */
  private Object tables() throws SQLException {
    StringBuilder names = new StringBuilder();
    try (ResultSet tables = connection.getMetaData().getTables(null, null, "%", null)) {
      while (tables.next()) {
        String name = tables.getString("TABLE_NAME");
        if (!name.startsWith("_rhei_")) {
          names.append(name).append(' ').append(tables.getString("TABLE_TYPE")).append('\n');
        }
      }
    }
    return names.toString();
  }

  private void transactions() throws SQLException {
    log.call("commit in auto-commit", () -> call(connection::commit));
    log.call("rollback in auto-commit", () -> call(connection::rollback));
    try (Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.executeUpdate("DELETE FROM written");
      statement.executeUpdate("INSERT INTO written VALUES (1, 'kept')");
      Savepoint unnamed = connection.setSavepoint();
      statement.executeUpdate("INSERT INTO written VALUES (2, 'undone')");
      Savepoint named = connection.setSavepoint("a \"name\"");
      log.call("savepoint id", unnamed::getSavepointId);
      log.call("savepoint name", named::getSavepointName);
      log.call("id of a named one", named::getSavepointId);
      statement.executeUpdate("INSERT INTO written VALUES (3, 'undone')");
      log.call("rollback to", () -> call(() -> connection.rollback(unnamed)));
      log.call("release", () -> call(() -> connection.releaseSavepoint(unnamed)));
      log.call("release again", () -> call(() -> connection.releaseSavepoint(named)));
      log.call("in it", () -> statement.executeQuery("SELECT * FROM written"));
      connection.commit();
      log.call("after it", () -> statement.executeQuery("SELECT * FROM written"));
      statement.executeUpdate("DELETE FROM written");
      connection.rollback();
      connection.setAutoCommit(true);
      log.call(
          "rolled back", () -> statement.executeQuery("/*+ prefer_olap */SELECT * FROM written"));
      for (int level : new int[] {0, 1, 2, 4, 8, 3}) {
        log.call("isolation " + level, () -> call(() -> connection.setTransactionIsolation(level)));
        log.call("isolation now " + level, connection::getTransactionIsolation);
      }
      log.call("read only", () -> call(() -> connection.setReadOnly(true)));
      log.call("valid", () -> connection.isValid(5));
      log.call("native", () -> connection.nativeSQL("{call x}"));
      log.call("client info", () -> connection.getClientInfo("x"));
      log.call("call", () -> connection.prepareCall("{call x}"));
      log.call("catalog", () -> call(() -> connection.setCatalog("x")));
      log.call("schema", () -> call(() -> connection.setSchema("x")));
      log.call("struct", () -> connection.createStruct("x", new Object[0]));
      log.call("array", () -> connection.createArrayOf("x", new Object[0]));
    }
  }

  private void cursors() {
    for (int type : new int[] {1003, 1004, 1005}) {
      for (int concurrency : new int[] {1007, 1008}) {
        for (int holdability : new int[] {1, 2}) {
          String name = type + "/" + concurrency + "/" + holdability;
          log.call(
              "statement " + name,
              () -> connection.createStatement(type, concurrency, holdability));
          log.call(
              "prepared " + name,
              () -> connection.prepareStatement("SELECT 1", type, concurrency, holdability));
        }
      }
    }
    log.call("keys", () -> connection.prepareStatement("SELECT 1", 1));
    log.call("key columns", () -> connection.prepareStatement("SELECT 1", new int[] {1}));
    log.call("bad text", () -> connection.prepareStatement("SELEC"));
    log.call("null text", () -> connection.prepareStatement(null));
  }

  /** After which the driver cannot close the connection without an error. */
  void nothing(String text) throws SQLException {
    log.call("execute nothing " + text, () -> connection.createStatement().execute(text));
    log.call("query nothing " + text, () -> connection.createStatement().executeQuery(text));
    log.call("prepare nothing " + text, () -> connection.prepareStatement(text));
    log.call("close after nothing " + text, () -> call(connection::close));
    log.call("closed after nothing " + text, connection::isClosed);
  }

  private static Object call(Action action) throws SQLException {
    action.run();
    return "done";
  }

  /** A call without a result. */
  private interface Action {
    void run() throws SQLException;
  }
}
