package dev.rhei.testkit;

import static dev.rhei.testkit.OlapFixtures.ITEMS;
import static dev.rhei.testkit.OlapFixtures.LIMIT_SECONDS;
import static dev.rhei.testkit.OlapFixtures.await;
import static dev.rhei.testkit.OlapFixtures.commit;
import static dev.rhei.testkit.OlapFixtures.createTable;
import static dev.rhei.testkit.OlapFixtures.fillForLongQuery;
import static dev.rhei.testkit.OlapFixtures.items;
import static dev.rhei.testkit.OlapFixtures.live;
import static dev.rhei.testkit.OlapFixtures.longQuery;
import static dev.rhei.testkit.OlapFixtures.numbered;
import static dev.rhei.testkit.OlapFixtures.query;
import static dev.rhei.testkit.OlapFixtures.refused;
import static dev.rhei.testkit.OlapFixtures.row;
import static dev.rhei.testkit.OlapFixtures.rows;
import static dev.rhei.testkit.OlapFixtures.start;
import static dev.rhei.testkit.OlapFixtures.upserts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.engine.OlapBackend;
import dev.rhei.core.engine.OlapCursor;
import dev.rhei.core.engine.OlapQuery;
import dev.rhei.core.engine.OlapWrite;
import dev.rhei.core.engine.QueryOptions;
import dev.rhei.core.engine.Translation;
import dev.rhei.core.engine.Translation.OutputColumn;
import dev.rhei.core.engine.ValueKind;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Queries that end early, and engines that do. Part of {@link OlapBackendContract}. */
interface OlapEndingsContract extends OlapContract {

  @Test
  default void aCursorCanBeClosedEarlyAndTwice() {
    try (OlapBackend olap = open(dir())) {
      createTable(olap, 1, ITEMS);
      commit(olap, 2, write -> write.append(live(ITEMS), numbered(100_000)));
      for (int i = 0; i < 20; i++) {
        OlapCursor cursor =
            query(olap, "SELECT id FROM items", QueryOptions.DEFAULT, ValueKind.INTEGER);
        assertThat(cursor.next()).isNotNull();
        cursor.close();
        cursor.close();
        refused(ErrorCode.ENGINE_CLOSED, cursor::next);
      }
      assertThat(rows(olap, "SELECT count(*) FROM items", ValueKind.INTEGER))
          .isEqualTo("[[100000]]");
    }
  }

  @Test
  default void manyCursorsMayBeOpenAtOnce() {
    try (OlapBackend olap = open(dir())) {
      createTable(olap, 1, ITEMS);
      commit(olap, 2, write -> write.append(live(ITEMS), numbered(10)));
      List<OlapCursor> cursors = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        cursors.add(
            query(
                olap, "SELECT id FROM items ORDER BY id", QueryOptions.DEFAULT, ValueKind.INTEGER));
      }
      for (int row = 1; row <= 10; row++) {
        for (OlapCursor cursor : cursors) {
          assertThat(cursor.next()).containsExactly(row);
        }
      }
      cursors.forEach(OlapCursor::close);
    }
  }

  @Test
  default void aFailingQueryLeavesTheEngineUsable() {
    try (OlapBackend olap = open(dir())) {
      createTable(olap, 1, ITEMS);
      for (int i = 0; i < 3; i++) {
        refused(
            ErrorCode.OLAP_FAILED,
            () -> rows(olap, "SELECT no_such_column FROM items", ValueKind.INTEGER));
        assertThat(items(olap)).isEqualTo("[]");
      }
    }
  }

  @Test
  default void aQueryStopsAtItsTimeout() {
    try (OlapBackend olap = open(dir())) {
      fillForLongQuery(olap);
      refused(
          ErrorCode.QUERY_TIMEOUT,
          () -> longQuery(olap, new QueryOptions(Duration.ofMillis(50))).close());
      assertThat(rows(olap, "SELECT count(*) FROM items", ValueKind.INTEGER)).isEqualTo("[[3000]]");
    }
  }

  @Test
  default void aTimeoutThatIsNotReachedChangesNothing() {
    try (OlapBackend olap = open(dir())) {
      fillForLongQuery(olap);
      try (OlapCursor cursor =
          query(
              olap,
              "SELECT count(*) FROM items",
              new QueryOptions(Duration.ofHours(1)),
              ValueKind.INTEGER)) {
        assertThat(cursor.next()).containsExactly(3000);
        assertThat(cursor.next()).isNull();
      }
    }
  }

  @Test
  default void aClosedEngineRefusesWork() {
    OlapBackend olap = open(dir());
    createTable(olap, 1, ITEMS);
    long version = olap.tablesVersion();
    Translation.Translated translated =
        new Translation.Translated(
            "SELECT id FROM items", List.of(new OutputColumn("id", ValueKind.INTEGER)), List.of());
    olap.close();
    olap.close();
    refused(ErrorCode.ENGINE_CLOSED, olap::beginWrite);
    refused(
        ErrorCode.ENGINE_CLOSED,
        () -> olap.query(new OlapQuery(translated, List.of(), version, QueryOptions.DEFAULT)));
  }

  @Test
  default void closingEndsOpenCursors() {
    OlapBackend olap = open(dir());
    createTable(olap, 1, ITEMS);
    commit(olap, 2, write -> write.append(live(ITEMS), numbered(100_000)));
    OlapCursor cursor =
        query(olap, "SELECT id FROM items", QueryOptions.DEFAULT, ValueKind.INTEGER);
    assertThat(cursor.next()).isNotNull();
    olap.close();
    refused(ErrorCode.ENGINE_CLOSED, cursor::next);
    cursor.close();
  }

  @Test
  default void closingStopsRunningQueries() throws Exception {
    OlapBackend olap = open(dir());
    fillForLongQuery(olap);
    CountDownLatch started = new CountDownLatch(2);
    List<Future<Void>> queries = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      queries.add(
          start(
              () -> {
                started.countDown();
                refused(
                    ErrorCode.ENGINE_CLOSED, () -> longQuery(olap, QueryOptions.DEFAULT).close());
              }));
    }
    assertThat(started.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    olap.close();
    for (Future<Void> query : queries) {
      await(query);
    }
  }

  @Test
  default void closingWhileRowsAreReadHarmsNobody() throws Exception {
    for (int round = 0; round < 10; round++) {
      Path own = dir().resolve("round" + round);
      assertThat(own.toFile().mkdir()).isTrue();
      OlapBackend olap = open(own);
      createTable(olap, 1, ITEMS);
      commit(olap, 2, write -> write.append(live(ITEMS), numbered(20_000)));
      CountDownLatch reading = new CountDownLatch(200 * (round + 1));
      List<Future<Void>> readers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        readers.add(
            start(
                () -> {
                  try {
                    while (true) {
                      try (OlapCursor cursor =
                          query(
                              olap,
                              "SELECT id, name FROM items",
                              QueryOptions.DEFAULT,
                              ValueKind.INTEGER,
                              ValueKind.TEXT)) {
                        while (cursor.next() != null) {
                          reading.countDown();
                        }
                      }
                    }
                  } catch (HtapException e) {
                    assertThat(e.code()).isEqualTo(ErrorCode.ENGINE_CLOSED);
                  }
                }));
      }
      assertThat(reading.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
      olap.close();
      for (Future<Void> reader : readers) {
        await(reader);
      }
    }
  }

  @Test
  default void closingWaitsForTheWriteInProgress() throws Exception {
    OlapBackend olap = open(dir());
    createTable(olap, 1, ITEMS);
    OlapWrite write = olap.beginWrite();
    CountDownLatch closing = new CountDownLatch(1);
    Future<Void> close =
        start(
            () -> {
              closing.countDown();
              olap.close();
            });
    assertThat(closing.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    write.append(live(ITEMS), numbered(50_000));
    write.commit(2);
    write.close();
    await(close);
    try (OlapBackend again = open(dir())) {
      assertThat(again.appliedThrough()).isEqualTo(2);
      assertThat(rows(again, "SELECT count(*) FROM items", ValueKind.INTEGER))
          .isEqualTo("[[50000]]");
    }
  }

  @Test
  default void closingRollsBackAWriteThatItsOwnThreadLeftOpen() {
    OlapBackend olap = open(dir());
    createTable(olap, 1, ITEMS);
    OlapWrite write = olap.beginWrite();
    write.apply(upserts(ITEMS, row(1L, "one")));
    olap.close();
    refused(ErrorCode.ENGINE_CLOSED, () -> write.commit(2));
    write.close();
    try (OlapBackend again = open(dir())) {
      assertThat(again.appliedThrough()).isEqualTo(1);
      assertThat(items(again)).isEqualTo("[]");
    }
  }
}
