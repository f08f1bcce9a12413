package dev.rhei.benchmarks.routing;

import dev.rhei.HtapEngine;
import dev.rhei.Query;
import dev.rhei.core.route.QueryHint;
import dev.rhei.workloads.WorkloadAnswer;
import dev.rhei.workloads.WorkloadQuery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Times queries three ways: on SQLite, on the copy, as routed. The first run of each warms up and
 * gives the answer; then they take turns in rounds, so that a noisy machine is noisy to all. What
 * takes seconds is run less often, what takes longer only once.
 */
final class QueryTimer {
  private static final int ROUNDS = 3;
  private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final int RUNS_IN_ROUND = 2_000;
  private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final HtapEngine engine;
  private final Duration limit;

  QueryTimer(HtapEngine engine, Duration limit) {
    this.engine = engine;
    this.limit = limit;
  }

  /** Has the paths of all three compiled before anything is measured. */
  void warmUp(WorkloadQuery query) {
    long end = System.nanoTime() + WARM_UP_NANOS;
    while (System.nanoTime() < end) {
      for (QueryHint hint : List.of(QueryHint.OLTP, QueryHint.OLAP, QueryHint.AUTO)) {
        contender(query, hint).run();
      }
    }
  }

  Measured measure(WorkloadQuery query) {
    Contender sqlite = contender(query, QueryHint.OLTP);
    Contender duckDb = contender(query, QueryHint.OLAP);
    Contender routed = contender(query, QueryHint.AUTO);
    List<Contender> all = List.of(sqlite, duckDb, routed);
    all.forEach(Contender::runFirst);
    for (int round = 0; round < ROUNDS; round++) {
      for (Contender contender : all) {
        if (contender.worthRound(round)) {
          runRound(contender);
        }
      }
    }
    @Nullable WorkloadAnswer expected = sqlite.answer();
    String difference =
        Stream.of(duckDb, routed)
            .flatMap(other -> difference(query, expected, other.answer()).stream())
            .findFirst()
            .orElse("");
    return new Measured(
        query.name(),
        expected == null ? -1 : expected.rows().size(),
        sqlite.timing(),
        duckDb.timing(),
        routed.timing(),
        routed.route(),
        difference);
  }

  private Contender contender(WorkloadQuery query, QueryHint hint) {
    Query asked = Query.of(query.sql(), query.parameters().toArray()).hint(hint).timeout(limit);
    return new Contender(engine, asked);
  }

  private static void runRound(Contender contender) {
    long end = System.nanoTime() + ROUND_NANOS;
    int runs = 1;
    while (contender.run() && System.nanoTime() < end && runs < RUNS_IN_ROUND) {
      runs++;
    }
  }

  private static Optional<String> difference(
      WorkloadQuery query, @Nullable WorkloadAnswer expected, @Nullable WorkloadAnswer found) {
    return expected == null || found == null ? Optional.empty() : expected.difference(found, query);
  }
}
