package dev.rhei.oltp.sqlite;

import static dev.rhei.oltp.sqlite.Database.fails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rhei.core.engine.OltpTransaction;
import dev.rhei.core.engine.QueryResult;
import dev.rhei.core.engine.Row;
import dev.rhei.core.engine.SqlStatement;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.testkit.LeakGuard;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeakGuard.class)
final class SqliteTransactionTest {
  @TempDir private Path dir;
  private SqliteOltpEngine engine;

  @BeforeEach
  void open() {
    engine = Database.open(dir);
    engine.execute("CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT UNIQUE)");
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private Object count() {
    return Database.value(engine, "SELECT count(*) FROM item");
  }

  @Test
  void returningCommits() {
    long written =
        engine.transaction(
            tx -> tx.execute("INSERT INTO item(id) VALUES (1)") + tx.execute("DELETE FROM item"));
    assertThat(written).isEqualTo(2);
    assertThat(count()).isEqualTo(0);
  }

  @Test
  void aCheckedExceptionRollsBackAndIsPassedOn() {
    IOException reason = new IOException("disk on fire");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () ->
                engine.transaction(
                    tx -> {
                      tx.execute("INSERT INTO item(id) VALUES (1)");
                      throw reason;
                    }))
        .isSameAs(reason);
    assertThat(count()).isEqualTo(0);
  }

  @Test
  void anUncheckedExceptionAndAnErrorRollBack() {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                engine.transaction(
                    tx -> {
                      tx.execute("INSERT INTO item(id) VALUES (1)");
                      throw new IllegalStateException("no");
                    }));
    assertThatExceptionOfType(StackOverflowError.class)
        .isThrownBy(
            () ->
                engine.transaction(
                    tx -> {
                      tx.execute("INSERT INTO item(id) VALUES (1)");
                      throw new StackOverflowError();
                    }));
    assertThat(count()).isEqualTo(0);
    engine.execute("INSERT INTO item(id) VALUES (1)");
  }

  @Test
  void rollsBackTablesToo() {
    fails(
        ErrorCode.SQL_INVALID,
        () ->
            engine.transaction(
                tx -> {
                  tx.execute("ALTER TABLE item ADD COLUMN extra");
                  tx.execute("INSERT INTO item VALUES (1, 'a', 'x')");
                  assertThat(tx.query("SELECT * FROM item").toList(Row::size)).containsExactly(3);
                  return tx.execute("nonsense");
                }));
    engine.execute("INSERT INTO item VALUES (1, 'a')");
    assertThat(Database.rows(engine, "SELECT * FROM item")).containsExactly(List.of(1, "a"));
    List<Integer> sizes =
        engine.transaction(tx -> tx.query("SELECT * FROM item").toList(Row::size));
    assertThat(sizes).containsExactly(2);
  }

  @Test
  void readsWhatItWroteAndOthersDoNot() {
    engine.transaction(
        tx -> {
          tx.execute("INSERT INTO item(id) VALUES (1)");
          assertThat(tx.query("SELECT count(*) FROM item").toList(row -> row.get(0)))
              .containsExactly(1);
          assertThat(count()).as("seen by a reader, which does not wait").isEqualTo(0);
          return null;
        });
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void aNestedOneIsRefused() {
    fails(
            ErrorCode.TRANSACTION_NESTED,
            () -> engine.transaction(tx -> engine.execute("INSERT INTO item(id) VALUES (1)")))
        .hasMessageContaining("use the transaction object it was given");
    fails(
        ErrorCode.TRANSACTION_NESTED,
        () -> engine.transaction(tx -> engine.transaction(inner -> null)));
    fails(
        ErrorCode.TRANSACTION_NESTED,
        () -> engine.transaction(tx -> Database.rows(engine, "DELETE FROM item RETURNING id")));
    assertThat(engine.inTransaction()).isFalse();
  }

  @Test
  void useAfterItsEndIsRefused() {
    OltpTransaction[] kept = new OltpTransaction[1];
    QueryResult result =
        engine.transaction(
            tx -> {
              kept[0] = tx;
              tx.execute("INSERT INTO item(id) VALUES (1), (2)");
              return tx.query("SELECT id FROM item");
            });
    fails(ErrorCode.ENGINE_CLOSED, () -> kept[0].execute("DELETE FROM item"));
    fails(ErrorCode.ENGINE_CLOSED, () -> kept[0].query("SELECT 1"));
    fails(ErrorCode.ENGINE_CLOSED, () -> result.iterator().next());
    result.close();
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void useByAnotherThreadIsRefused() {
    engine.transaction(
        tx -> {
          CompletableFuture<Void> other =
              CompletableFuture.runAsync(
                  () ->
                      fails(ErrorCode.SQL_REFUSED, () -> tx.execute("DELETE FROM item"))
                          .hasMessageContaining("belongs to the thread that began it"));
          other.join();
          return null;
        });
  }

  @Test
  void rowsAreStreamedWhileTheTransactionWrites() {
    engine.transaction(
        tx -> {
          tx.execute(
              "INSERT INTO item(id) WITH RECURSIVE n(i) AS"
                  + " (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 1000) SELECT i FROM n");
          AtomicInteger read = new AtomicInteger();
          try (QueryResult result = tx.query("SELECT id FROM item ORDER BY id")) {
            for (Row row : result) {
              read.incrementAndGet();
              tx.execute("UPDATE item SET name = ? WHERE id = ?", "n" + row.get(0), row.get(0));
            }
          }
          assertThat(read).hasValue(1000);
          return null;
        });
    assertThat(Database.value(engine, "SELECT name FROM item WHERE id = 1000")).isEqualTo("n1000");
  }

  @Test
  void aResultLeftOpenDoesNotHinderTheCommit() {
    engine.transaction(
        tx -> {
          tx.execute("INSERT INTO item(id) VALUES (1), (2), (3)");
          Iterator<Row> rows = tx.query("SELECT id FROM item").iterator();
          return rows.next().get(0);
        });
    engine.transaction(tx -> tx.query("INSERT INTO item(id) VALUES (4), (5) RETURNING id"));
    assertThat(count()).isEqualTo(5);
  }

  @Test
  void aFailedStatementLeavesTheOthers() {
    engine.transaction(
        tx -> {
          tx.execute("INSERT INTO item VALUES (1, 'a')");
          fails(
              ErrorCode.CONSTRAINT_VIOLATED,
              () -> tx.execute("INSERT INTO item VALUES (2, 'b'), (1, 'c')"));
          return tx.execute("INSERT INTO item VALUES (3, 'd')");
        });
    assertThat(Database.rows(engine, "SELECT id FROM item"))
        .containsExactly(List.of(1), List.of(3));
  }

  @Test
  void whatSqliteRolledBackCannotBeCommitted() {
    fails(
            ErrorCode.SQL_REFUSED,
            () ->
                engine.transaction(
                    tx -> {
                      tx.execute("INSERT INTO item VALUES (1, 'a')");
                      fails(
                          ErrorCode.CONSTRAINT_VIOLATED,
                          () -> tx.execute("INSERT OR ROLLBACK INTO item VALUES (1, 'b')"));
                      return null;
                    }))
        .hasMessageContaining("rolled this transaction back")
        .hasCauseInstanceOf(HtapException.class);
    assertThat(count()).isEqualTo(0);
    engine.execute("INSERT INTO item VALUES (1, 'a')");
  }

  @Test
  void aConstraintCheckedAtCommitRollsBack() {
    engine.execute("PRAGMA foreign_keys = ON");
    engine.execute("CREATE TABLE part (item REFERENCES item(id) DEFERRABLE INITIALLY DEFERRED)");
    fails(
            ErrorCode.CONSTRAINT_VIOLATED,
            () -> engine.transaction(tx -> tx.execute("INSERT INTO part VALUES (7)")))
        .hasMessageContaining("FOREIGN KEY constraint failed");
    assertThat(Database.value(engine, "SELECT count(*) FROM part")).isEqualTo(0);
    engine.execute("INSERT INTO item(id) VALUES (7)");
  }

  @Test
  void aBatchIsAllOrNothing() {
    assertThat(
            engine.executeBatch(
                List.of(
                    SqlStatement.of("INSERT INTO item VALUES (?, ?), (?, ?)", 1, "a", 2, null),
                    SqlStatement.of("UPDATE item SET name = ? WHERE id = 2", (Object) null),
                    SqlStatement.of("DELETE FROM item WHERE id = ?", 9))))
        .containsExactly(2, 1, 0);
    fails(
        ErrorCode.CONSTRAINT_VIOLATED,
        () ->
            engine.executeBatch(
                List.of(
                    SqlStatement.of("DELETE FROM item"),
                    SqlStatement.of("INSERT INTO item VALUES (3, 'x'), (4, 'x')"))));
    assertThat(count()).isEqualTo(2);
    assertThat(engine.executeBatch(List.of())).isEmpty();
  }

  @Test
  void vacuumInsideIsRefusedAndOutsideRuns() {
    fails(ErrorCode.SQL_REFUSED, () -> engine.transaction(tx -> tx.execute("VACUUM")))
        .hasMessageContaining("VACUUM inside a transaction");
    assertThat(engine.execute("VACUUM")).isZero();
  }

  @Test
  void theListenerIsToldOfCommitsOnly() {
    AtomicInteger commits = new AtomicInteger();
    engine.onCommit(commits::incrementAndGet);
    engine.execute("INSERT INTO item(id) VALUES (1)");
    engine.transaction(tx -> tx.execute("INSERT INTO item(id) VALUES (2)"));
    Database.rows(engine, "DELETE FROM item RETURNING id");
    assertThat(commits).hasValue(3);
    fails(ErrorCode.SQL_INVALID, () -> engine.transaction(tx -> tx.execute("nonsense")));
    engine.changes().prune(5);
    assertThat(count()).isEqualTo(0);
    assertThat(commits).hasValue(3);
  }
}
