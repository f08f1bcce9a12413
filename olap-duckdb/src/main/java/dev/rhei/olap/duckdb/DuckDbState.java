package dev.rhei.olap.duckdb;

import dev.rhei.core.engine.MirrorTable;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the last commit left: in memory, so that asking costs nothing. Changed only by the writer,
 * and only after its commit. {@code commits} is odd while a commit runs: a reader whose transaction
 * began between two equal even values knows the position of its snapshot without reading it, which
 * saves 0.2 ms of every query.
 */
final class DuckDbState {
  /**
   * The content of our own tables.
   *
   * @param tables by folded name
   */
  record Snapshot(
      long appliedThrough,
      long tablesVersion,
      Map<String, MirrorTable> tables,
      Map<String, String> properties) {
    Snapshot {
      tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
      properties = Map.copyOf(properties);
    }
  }

  private final DuckDbConnections connections;
  private final AtomicLong commits = new AtomicLong();
  private volatile Snapshot snapshot;
  private volatile boolean unknown;

  DuckDbState(DuckDbConnections connections, Snapshot snapshot) {
    this.connections = connections;
    this.snapshot = snapshot;
  }

  /** As of the last commit; read from the file if that commit's outcome is not known. */
  Snapshot current() {
    return unknown ? reload() : snapshot;
  }

  /**
   * Begins a read transaction. DuckDB fixes its snapshot here and not at the first query, because
   * the database is opened with {@code immediate_transaction_mode}.
   *
   * @return the position that the transaction sees
   */
  long beginRead(DuckDbSession session, long tablesVersion) throws SQLException {
    long before = commits.get();
    session.execute("BEGIN TRANSACTION READ ONLY");
    Snapshot seen = snapshot;
    DuckDbMeta.Position position =
        before % 2 == 0 && commits.get() == before
            ? new DuckDbMeta.Position(seen.appliedThrough(), seen.tablesVersion())
            : DuckDbMeta.readPosition(session);
    if (position.tablesVersion() != tablesVersion) {
      throw new HtapException(
          ErrorCode.OLAP_CHANGED,
          "the query was translated for version "
              + tablesVersion
              + " of the tables, which now have version "
              + position.tablesVersion()
              + "; route it again");
    }
    return position.appliedThrough();
  }

  /** A commit begins: what is in memory may be out of date from here on. */
  void committing() {
    commits.incrementAndGet();
  }

  void committed(Snapshot now) {
    snapshot = now;
    commits.incrementAndGet();
  }

  /** Nobody knows whether the commit took place. Until that is read, readers ask the file. */
  void outcomeUnknown() {
    unknown = true;
  }

  private synchronized Snapshot reload() {
    if (unknown) {
      DuckDbSession session = null;
      try {
        session = connections.acquire();
        session.execute("BEGIN TRANSACTION READ ONLY");
        Snapshot found = DuckDbMeta.load(session);
        session.execute("ROLLBACK");
        committed(found);
        unknown = false;
      } catch (SQLException e) {
        throw DuckDbErrors.of("reading the state of the copy", e);
      } finally {
        if (session != null) {
          connections.discard(session);
        }
      }
    }
    return snapshot;
  }
}
