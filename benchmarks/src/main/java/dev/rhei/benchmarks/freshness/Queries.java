package dev.rhei.benchmarks.freshness;

import dev.rhei.HtapEngine;
import dev.rhei.Query;
import dev.rhei.benchmarks.report.Percentiles;
import dev.rhei.core.engine.QueryResult;
import dev.rhei.core.engine.Row;
import dev.rhei.core.route.QueryHint;
import dev.rhei.core.sync.Freshness;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Runs the query with LATEST and with EVENTUAL by turns, while somebody writes. */
final class Queries {
  /** So that queries do not fill the machine by themselves. */
  private static final long PAUSE_NANOS = 50_000_000;

  private final List<Run> runs = new ArrayList<>();

  /** One query: when it began, what it took, and the last transaction that it saw. */
  private record Run(Freshness asked, long began, long nanos, long transaction) {}

  void runWhile(HtapEngine engine, Thread writer) {
    for (int i = 0; writer.isAlive(); i++) {
      Freshness asked = i % 2 == 0 ? Freshness.LATEST : Freshness.EVENTUAL;
      long began = System.nanoTime();
      long seen = -1;
      try (QueryResult result =
          engine.query(Query.of(Shop.QUERY).hint(QueryHint.OLAP).freshness(asked))) {
        for (Row row : result) {
          seen = row.getLong(3);
        }
      }
      runs.add(new Run(asked, began, System.nanoTime() - began, seen));
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** What those took that began after the time given. */
  Percentiles times(Freshness asked, long since) {
    return new Percentiles(of(asked, since).mapToLong(Run::nanos).toArray());
  }

  /**
   * HATtrick's freshness: from the commit of the first transaction that a query did not see to the
   * query's start; zero if it saw all that had committed.
   */
  Percentiles staleness(Freshness asked, long since, CommitTimes commits) {
    return new Percentiles(of(asked, since).mapToLong(run -> staleness(run, commits)).toArray());
  }

  private static long staleness(Run run, CommitTimes commits) {
    int unseen = (int) run.transaction() + 1;
    return unseen >= commits.count() ? 0 : Math.max(0, run.began() - commits.at(unseen));
  }

  private Stream<Run> of(Freshness asked, long since) {
    return runs.stream().filter(run -> run.asked().equals(asked) && run.began() >= since);
  }
}
