package dev.rhei;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.engine.Cancellation;
import dev.rhei.core.engine.QueryResult;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.route.QueryHint;
import dev.rhei.testkit.LeakGuard;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Queries that another thread ends, on either engine. */
@ExtendWith(LeakGuard.class)
class CancelledQueryTest {
  private static final String ENDLESS =
      "SELECT count(*) FROM t a, t b, t c WHERE a.v * b.v * c.v % 1000003 = 5";

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = QueryHint.class,
      names = {"OLTP", "OLAP"})
  void itEndsWithQueryCancelledAndTheNextOneRuns(QueryHint hint) throws Exception {
    try (HtapEngine engine = engine()) {
      for (Duration limit : new Duration[] {null, Duration.ofMinutes(5)}) {
        Cancellation cancellation = new Cancellation();
        Query query = Query.of(ENDLESS).hint(hint).cancellation(cancellation);
        Query limited = limit == null ? query : query.timeout(limit);
        CompletableFuture<ErrorCode> running =
            CompletableFuture.supplyAsync(() -> codeOf(engine, limited));
        cancellation.cancel();
        cancellation.cancel();
        assertThat(running.get(30, TimeUnit.SECONDS)).isEqualTo(ErrorCode.QUERY_CANCELLED);
        cancellation.cancel(); // over
        assertThat(count(engine, hint)).isEqualTo(2_000);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = QueryHint.class,
      names = {"OLTP", "OLAP"})
  void oneThatWasCancelledBeforeDoesNotBegin(QueryHint hint) {
    try (HtapEngine engine = engine()) {
      Cancellation cancellation = new Cancellation();
      cancellation.cancel();
      Query query = Query.of(ENDLESS).hint(hint).cancellation(cancellation);
      assertThat(codeOf(engine, query)).isEqualTo(ErrorCode.QUERY_CANCELLED);
      assertThat(count(engine, hint)).isEqualTo(2_000);
    }
  }

  private HtapEngine engine() {
    HtapEngine engine = HtapEngine.open(HtapConfig.at(folder.resolve("a.db")).olapInMemory());
    engine.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER)");
    engine.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 2000)"
            + " INSERT INTO t SELECT i, i FROM n");
    engine.registerTable("t");
    return engine;
  }

  private static ErrorCode codeOf(HtapEngine engine, Query query) {
    try (QueryResult result = engine.query(query)) {
      result.toList(row -> row.get(0));
      throw new AssertionError("it ended by itself");
    } catch (HtapException e) {
      return e.code();
    }
  }

  private static long count(HtapEngine engine, QueryHint hint) {
    try (QueryResult result = engine.query(Query.of("SELECT count(*) FROM t").hint(hint))) {
      return result.iterator().next().getLong(0);
    }
  }
}
