package dev.rhei.benchmarks.routing;

import dev.rhei.HtapEngine;
import dev.rhei.Query;
import dev.rhei.core.engine.Column;
import dev.rhei.core.engine.QueryResult;
import dev.rhei.core.engine.Row;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.route.Route;
import dev.rhei.workloads.WorkloadAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One way to run a query, and what became of it. */
final class Contender {
  private static final long TWICE_FROM_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long ONCE_FROM_NANOS = TimeUnit.SECONDS.toNanos(4);
  private static final int LONGEST_PROBLEM = 200;

  private final HtapEngine engine;
  private final Query query;
  private final List<Long> nanos = new ArrayList<>();
  private @Nullable WorkloadAnswer answer;
  private @Nullable Route route;
  private @Nullable String problem;
  private long first;
  private boolean timedOut;

  Contender(HtapEngine engine, Query query) {
    this.engine = engine;
    this.query = query;
  }

  /** Runs it and keeps the answer. The run counts if there is no other. */
  void runFirst() {
    long started = System.nanoTime();
    try (QueryResult result = engine.query(query)) {
      route = result.route();
      answer =
          new WorkloadAnswer(
              result.columns().stream().map(Column::name).toList(),
              result.toList(row -> IntStream.range(0, row.size()).mapToObj(row::get).toList()));
    } catch (HtapException e) {
      failed(e);
    }
    first = System.nanoTime() - started;
  }

  /** Whether one more round tells more. */
  boolean worthRound(int round) {
    return problem == null && first < (round == 0 ? ONCE_FROM_NANOS : TWICE_FROM_NANOS);
  }

  /** Runs it once more; false if that failed, which an answer of the copy may at any time. */
  boolean run() {
    long started = System.nanoTime();
    try (QueryResult result = engine.query(query)) {
      for (Row row : result) {
        row.get(0);
      }
    } catch (HtapException e) {
      failed(e);
      return false;
    }
    nanos.add(System.nanoTime() - started);
    return true;
  }

  private void failed(HtapException e) {
    timedOut = e.code() == ErrorCode.QUERY_TIMEOUT;
    problem = shortened(e.detail());
  }

  /** Null if there is none. */
  @Nullable WorkloadAnswer answer() {
    return answer;
  }

  /** Who answered; null if nobody did. */
  @Nullable Route route() {
    return route;
  }

  Timing timing() {
    if (problem != null && !timedOut) {
      return Timing.none(problem);
    }
    long[] counted =
        nanos.isEmpty() ? new long[] {first} : nanos.stream().mapToLong(Long::longValue).toArray();
    return Timing.of(counted, problem);
  }

  /** A message without the SQL and the advice in it. */
  static String shortened(String message) {
    String line =
        message
            .replaceAll("\\s+", " ")
            .replaceFirst(" SQL: .*", "")
            .replaceFirst("\\. Use the hint .*", "")
            .replaceFirst("^\\w+ cannot answer this query: ", "");
    return line.length() <= LONGEST_PROBLEM ? line : line.substring(0, LONGEST_PROBLEM) + "...";
  }
}
