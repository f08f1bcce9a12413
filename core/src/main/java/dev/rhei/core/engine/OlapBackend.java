package dev.rhei.core.engine;

import dev.rhei.core.error.HtapException;
import java.util.Collection;
import java.util.Optional;

/**
 * The analytical copy. Everything in it is derived from the database of record and can be built
 * again. {@link #beginWrite} is called by one thread at a time, and again only after the write
 * before was closed; every other method may be called by any thread at any time.
 */
public interface OlapBackend extends AutoCloseable {
  /** What to call this engine in messages: {@code DuckDB}. */
  String name();

  /** Position of the last applied change, as of the last commit; survives a restart. 0 at first. */
  long appliedThrough();

  /**
   * Grows with every commit that created, dropped or updated a table; survives a restart. Noting
   * how far a load is does not count.
   */
  long tablesVersion();

  /** What the copy remembers of its tables, as of the last commit. */
  Collection<MirrorTable> tables();

  /** A value set by {@link OlapWrite#putProperty}; survives a restart. */
  Optional<String> property(String name);

  /** Begins the one write transaction. */
  OlapWrite beginWrite();

  /** Takes SQLite's SQL to this engine's. */
  QueryTranslator translator();

  /**
   * Runs a query in one read transaction, without waiting for writers.
   *
   * @throws HtapException OLAP_CHANGED if {@link #tablesVersion} is no longer the query's; route
   *     again. OLAP_FAILED, QUERY_TIMEOUT
   */
  OlapCursor query(OlapQuery query);

  /** Opens the copy as the last commit left it. Any number may be open. */
  OlapSnapshot pin();

  /** Idempotent; waits for a running write, cancels running queries, ends snapshots. */
  @Override
  void close();
}
