package dev.rhei.examples;

import dev.rhei.HtapEngine;
import dev.rhei.Query;
import dev.rhei.core.engine.QueryResult;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.route.QueryTarget;
import dev.rhei.core.sync.SyncStatus;
import dev.rhei.workloads.Workload;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Writes and queries at once: one thread writes orders, one runs all queries in turn, and the
 * calling thread watches how far the copy lags behind. Lasts for the given time, and until every
 * query has run once.
 */
final class MixedRun {
  /** How often the lag is looked at. */
  private static final Duration LOOK = Duration.ofMillis(10);

  private final HtapEngine engine;
  private final OrderWriter writer;
  private final Duration queryLimit;
  private final Map<TpchQuery, Map<QueryTarget, Integer>> engines = new EnumMap<>(TpchQuery.class);
  private final Samples queryMillis = new Samples();
  private final Samples lagEvents = new Samples();
  private final Samples lagMillis = new Samples();
  private long timeouts;
  private volatile boolean stop;
  private long writeNanos;

  MixedRun(HtapEngine engine, Workload tpch, Duration queryLimit) {
    this.engine = engine;
    this.queryLimit = queryLimit;
    writer = new OrderWriter(engine, tpch);
  }

  /** Runs; afterwards the other methods tell what happened. */
  void run(Duration time) throws InterruptedException {
    ExecutorService threads =
        Executors.newFixedThreadPool(
            2,
            task -> {
              Thread thread = new Thread(task, "tpch-mixed");
              thread.setDaemon(true);
              return thread;
            });
    CountDownLatch firstRound = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(2);
    Future<?> writing = threads.submit(() -> untilStopped(ended, this::write));
    Future<?> querying = threads.submit(() -> untilStopped(ended, () -> query(firstRound)));
    threads.shutdown();
    long end = System.nanoTime() + time.toNanos();
    while (ended.getCount() == 2 && (System.nanoTime() < end || firstRound.getCount() > 0)) {
      lookAtLag();
      if (ended.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        break;
      }
    }
    stop = true;
    requireSuccess(writing);
    requireSuccess(querying);
  }

  private void untilStopped(CountDownLatch ended, Runnable work) {
    try {
      work.run();
    } finally {
      stop = true; // one that failed ends the other
      ended.countDown();
    }
  }

  private void write() {
    long started = System.nanoTime();
    while (!stop) {
      writer.write();
    }
    writeNanos = System.nanoTime() - started;
  }

  private void query(CountDownLatch firstRound) {
    while (!stop) {
      for (TpchQuery query : TpchQuery.values()) {
        if (stop && firstRound.getCount() == 0) {
          return;
        }
        ask(query);
      }
      firstRound.countDown();
    }
  }

  private void ask(TpchQuery query) {
    long started = System.nanoTime();
    try (QueryResult result = engine.query(Query.of(query.sql()).timeout(queryLimit))) {
      Answer.of(result);
      queryMillis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
      engines
          .computeIfAbsent(query, unused -> new TreeMap<>())
          .merge(result.route().target(), 1, Integer::sum);
    } catch (HtapException e) {
      if (e.code() != ErrorCode.QUERY_TIMEOUT) {
        throw e;
      }
      timeouts++;
    }
  }

  private void lookAtLag() {
    SyncStatus status = engine.status();
    lagEvents.add(status.lagEvents());
    lagMillis.add(status.lag().toMillis());
  }

  private static void requireSuccess(Future<?> work) throws InterruptedException {
    try {
      work.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Which engine answered the query, how often. */
  Map<QueryTarget, Integer> engines(TpchQuery query) {
    return engines.getOrDefault(query, Map.of());
  }

  OrderWriter writer() {
    return writer;
  }

  /** How long the writer wrote. */
  long writeNanos() {
    return writeNanos;
  }

  /** What each query took while others wrote, its wait for freshness included. */
  Samples queryMillis() {
    return queryMillis;
  }

  /** Queries that were stopped at the limit. */
  long timeouts() {
    return timeouts;
  }

  Samples lagEvents() {
    return lagEvents;
  }

  Samples lagMillis() {
    return lagMillis;
  }
}
