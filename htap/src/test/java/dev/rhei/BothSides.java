package dev.rhei;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.engine.MirrorState;
import dev.rhei.core.route.QueryHint;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What SQLite and the copy hold, side by side. */
final class BothSides {
  private static final long SECONDS = 60;

  private BothSides() {}

  /** Asserts that these tables are live, and have the same rows on both sides. */
  static void assertEqual(HtapEngine engine, String... tables) {
    for (String table : tables) {
      assertEqual(engine, table, "SELECT * FROM \"" + table + "\"");
    }
  }

  /** As {@link #assertEqual(HtapEngine, String...)}, rowids included. */
  static void assertEqualWithRowids(HtapEngine engine, String... tables) {
    for (String table : tables) {
      assertEqual(engine, table, "SELECT rowid AS r, * FROM \"" + table + "\"");
    }
  }

  private static void assertEqual(HtapEngine engine, String table, String sql) {
    assertThat(state(engine, table)).as(table).isEqualTo(MirrorState.LIVE);
    assertThat(inCopy(engine, sql)).as(sql).isEqualTo(inSqlite(engine, sql));
  }

  /** How the table is. */
  static MirrorState state(HtapEngine engine, String table) {
    return engine.status().table(table).orElseThrow().state();
  }

  /** Why the table is in quarantine. */
  static String reason(HtapEngine engine, String table) {
    return engine.status().table(table).orElseThrow().reason();
  }

  /** The latest rows by the copy, as text, in an order of our own. */
  static List<String> inCopy(HtapEngine engine, String sql) {
    return sorted(Answers.rows(engine, Query.of(sql).hint(QueryHint.OLAP)));
  }

  /** The rows by SQLite. */
  static List<String> inSqlite(HtapEngine engine, String sql) {
    return sorted(Answers.rows(engine, Query.of(sql).hint(QueryHint.OLTP)));
  }

  /** A value tells its type: 1 is no 1.0 and no '1'. */
  private static List<String> sorted(List<List<Object>> rows) {
    List<String> texts = new ArrayList<>();
    for (List<Object> row : rows) {
      texts.add(row.stream().map(BothSides::text).toList().toString());
    }
    texts.sort(null);
    return texts;
  }

  private static String text(Object value) {
    return value instanceof String ? "'" + value + "'" : String.valueOf(value);
  }

  /** Waits until the condition holds; fails if it does not come to that. */
  static void waitUntil(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - deadline).as("%s: waited in vain", what).isNegative();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }
  }
}
