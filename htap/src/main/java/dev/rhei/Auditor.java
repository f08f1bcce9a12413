package dev.rhei;

import dev.rhei.core.engine.Column;
import dev.rhei.core.engine.OlapBackend;
import dev.rhei.core.engine.SqlStatement;
import dev.rhei.core.route.QueryStatus;
import dev.rhei.core.route.RoutedQuery.OrderKey;
import dev.rhei.core.sync.AnswerDifference;
import dev.rhei.core.sync.SyncListener;
import dev.rhei.oltp.sqlite.PinnedReader;
import dev.rhei.oltp.sqlite.SqliteOltpEngine;
import dev.rhei.sync.CdcSyncEngine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a share of the queries that the copy answered on SQLite too, in the background, and reports
 * answers that differ. Only where both stand at the same position of the log, under the same
 * definitions: everything else is counted as skipped. Holds few answers at a time, of bounded size,
 * and keeps nobody waiting. Thread-safe.
 */
final class Auditor {
  private static final Logger LOG = LoggerFactory.getLogger(Auditor.class);

  /** Answers that wait; each holds up to {@link #MOST_CHARACTERS}. */
  private static final int WAITING = 8;

  private static final long MOST_CHARACTERS = 4L << 20;

  /** While SQLite runs a query, its write-ahead log cannot be cut. */
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final double rate;
  private final SyncListener listener;
  private final SqliteOltpEngine oltp;
  private final OlapBackend olap;
  private final CdcSyncEngine sync;
  private final Upkeep upkeep;
  private final AtomicInteger waiting = new AtomicInteger();
  private final LongAdder same = new LongAdder();
  private final LongAdder different = new LongAdder();
  private final LongAdder skipped = new LongAdder();

  private Auditor(
      double rate,
      SyncListener listener,
      SqliteOltpEngine oltp,
      OlapBackend olap,
      CdcSyncEngine sync,
      Upkeep upkeep) {
    this.rate = rate;
    this.listener = listener;
    this.oltp = oltp;
    this.olap = olap;
    this.sync = sync;
    this.upkeep = upkeep;
  }

  static Auditor of(
      HtapConfig config,
      SqliteOltpEngine oltp,
      OlapBackend olap,
      CdcSyncEngine sync,
      Upkeep upkeep) {
    return new Auditor(config.auditRate(), config.listener(), oltp, olap, sync, upkeep);
  }

  /** Whether the next answer is to be checked. */
  boolean wants() {
    return rate > 0 && ThreadLocalRandom.current().nextDouble() < rate;
  }

  /** Has an answer checked, of which nothing was read yet. */
  void take(
      SqlStatement query,
      PreparedQuery prepared,
      String olapSql,
      PrefetchedCursor answer,
      long sequence) {
    List<@Nullable Object[]> rows = answer.whole();
    if (rows == null || isLarge(rows)) {
      skipped.increment();
      return;
    }
    Answer given = new Answer(query, prepared, olapSql, answer.columns(), rows, sequence);
    if (waiting.incrementAndGet() > WAITING || !upkeep.offer(() -> check(given))) {
      waiting.decrementAndGet();
      skipped.increment();
    }
  }

  /** An answer of the copy. */
  private record Answer(
      SqlStatement query,
      PreparedQuery prepared,
      String olapSql,
      List<Column> columns,
      List<@Nullable Object[]> rows,
      long sequence) {}

  private static boolean isLarge(List<@Nullable Object[]> rows) {
    long characters = 0;
    for (@Nullable Object[] row : rows) {
      for (Object value : row) {
        characters +=
            value instanceof String text
                ? text.length()
                : value instanceof byte[] bytes ? bytes.length : Long.BYTES;
      }
    }
    return characters > MOST_CHARACTERS;
  }

  private void check(Answer given) {
    try {
      Optional<PinnedReader.Answer> found =
          oltp.pinned().read(given.query, given.sequence, given.rows.size(), LIMIT);
      if (found.isEmpty() || !comparable(given, found.get())) {
        skipped.increment();
        return;
      }
      compare(given, found.get());
    } catch (RuntimeException e) {
      skipped.increment();
      LOG.debug("an answer could not be checked", e);
    } finally {
      waiting.decrementAndGet();
    }
  }

  /** Both answers are of the same definitions of the tables, not only of the same changes. */
  private boolean comparable(Answer given, PinnedReader.Answer found) {
    return sync.isCurrent(found.position())
        && given.prepared.tables().version() == olap.tablesVersion()
        && given.prepared.schemaChanges() == oltp.schemaChanges()
        && AnswerComparison.isPlain(given.rows);
  }

  private void compare(Answer given, PinnedReader.Answer found) {
    List<OrderKey> order = given.prepared.routed().order();
    AnswerComparison comparison =
        AnswerComparison.of(given.columns, given.rows, found.columns(), found.rows(), order);
    if (comparison.isSame()) {
      same.increment();
      return;
    }
    different.increment();
    AnswerDifference difference =
        new AnswerDifference(
            given.query,
            given.olapSql,
            given.sequence,
            comparison.summary(),
            comparison.onlyFirst(),
            comparison.onlySecond());
    LOG.warn("an answer of the copy is not SQLite's: {}", difference);
    try {
      listener.onDifference(difference);
    } catch (RuntimeException e) {
      LOG.warn("the listener failed", e);
    }
  }

  QueryStatus.Audit counts() {
    return new QueryStatus.Audit(same.sum(), different.sum(), skipped.sum());
  }
}
