package dev.rhei.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.HtapEngine;
import dev.rhei.core.sync.SyncResult;
import dev.rhei.testkit.LeakGuard;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The engine's own writes do not end what an application's only connection is in the middle of. */
@ExtendWith(LeakGuard.class)
class UndisturbedTransactionTest {
  /** The log is pruned once that many changes are applied. */
  private static final int MANY = 25_000;

  @TempDir Path folder;
  private Connection connection;
  private Statement statement;
  private HtapEngine engine;

  @BeforeEach
  void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:rhei:" + folder.resolve("app.db"));
    statement = connection.createStatement();
    statement.executeUpdate("CREATE TABLE t (id INTEGER PRIMARY KEY, v INT)");
    engine = connection.unwrap(HtapEngine.class);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void aTransactionThatHasReadCanWriteAfterACycleThatWouldPrune() throws SQLException {
    fill();
    connection.setAutoCommit(false);
    assertThat(count()).isEqualTo(MANY);
    SyncResult cycle = engine.syncNow();
    assertThat(statement.executeUpdate("UPDATE t SET v = 1 WHERE id = 1")).isEqualTo(1);
    connection.commit();
    connection.setAutoCommit(true);
    assertThat(cycle).isNotNull();
    assertPrunedWhenIdle();
  }

  @Test
  void anUpdateInALoopOverRowsOfTheSameConnectionWorks() throws SQLException {
    fill();
    try (Statement update = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("/*+ oltp */ SELECT id FROM t WHERE id <= 3 ORDER BY id")) {
      int updated = 0;
      while (rows.next()) {
        engine.syncNow();
        updated += update.executeUpdate("UPDATE t SET v = -1 WHERE id = " + rows.getInt(1));
      }
      assertThat(updated).isEqualTo(3);
    }
    assertPrunedWhenIdle();
  }

  @Test
  void whoHoldsTheWriteLockIsBusyFromTheBeginningOn() throws SQLException {
    String url = "jdbc:rhei:" + folder.resolve("app.db") + "?transaction_mode=";
    try (Connection immediate = DriverManager.getConnection(url + "IMMEDIATE");
        Connection deferred = DriverManager.getConnection(url + "DEFERRED")) {
      immediate.setAutoCommit(false);
      deferred.setAutoCommit(false);
      assertThat(((RheiConnection) immediate).isBusy()).isTrue();
      assertThat(((RheiConnection) deferred).isBusy()).isFalse();
      try (Statement own = immediate.createStatement()) {
        assertThat(own.executeUpdate("INSERT INTO t (v) VALUES (1)")).isEqualTo(1);
      }
      immediate.commit();
      assertThat(((RheiConnection) immediate).isBusy()).isTrue(); // in the next one
      immediate.setAutoCommit(true);
      assertThat(((RheiConnection) immediate).isBusy()).isFalse();
    }
  }

  private void fill() throws SQLException {
    statement.executeUpdate(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT "
            + MANY
            + ") INSERT INTO t SELECT i, i FROM n");
  }

  /** A cycle in the background may come while this connection looks, and leave it to the next. */
  private void assertPrunedWhenIdle() throws SQLException {
    int rows = Integer.MAX_VALUE;
    for (int i = 0; i < 1_000 && rows > 100; i++) {
      statement.executeUpdate("UPDATE t SET v = v + 1 WHERE id = 1");
      engine.syncNow();
      try (ResultSet log = statement.executeQuery("SELECT count(*) FROM _rhei_cdc_log")) {
        log.next();
        rows = log.getInt(1);
      }
    }
    assertThat(rows).isLessThan(100);
  }

  private int count() throws SQLException {
    try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM t")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
