package dev.rhei.olap.duckdb;

import dev.rhei.core.engine.MirrorState;
import dev.rhei.core.engine.MirrorTable;
import dev.rhei.core.engine.OlapWrite;
import dev.rhei.core.engine.TableChanges;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.error.OutcomeUnknownException;
import dev.rhei.core.schema.Identifier;
import dev.rhei.core.schema.TableAlteration;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;

/**
 * One write transaction. Exactly-once rests on this class: the position is stored by the commit
 * that makes the rows visible, and what others read of it in memory changes after that commit only.
 * The lock is held around everything native, so that closing the engine can end an abandoned write.
 */
final class DuckDbWrite implements OlapWrite {
  private static final int ARROW_ROWS = 32_768;

  private final DuckDbWriter writer;
  private final DuckDbSession session;
  private final DuckDbApplier applier;
  private final DuckDbState.Snapshot before;
  private final Map<String, MirrorTable> tables;
  private final Map<String, String> properties;
  private final Thread owner = Thread.currentThread();
  private final ReentrantLock lock = new ReentrantLock();
  private final Object gate = new Object();
  private boolean released; // set under lock and gate: afterwards the session is not ours
  private boolean tablesChanged; // this and all below: guarded by lock
  private boolean failed;
  private boolean committed;

  DuckDbWrite(
      DuckDbWriter writer,
      DuckDbSession session,
      DuckDbApplier applier,
      DuckDbState.Snapshot before) {
    this.writer = writer;
    this.session = session;
    this.applier = applier;
    this.before = before;
    tables = new LinkedHashMap<>(before.tables());
    properties = new LinkedHashMap<>(before.properties());
  }

  @Override
  public void commit(long appliedThrough) {
    run(
        "committing",
        () -> {
          long version = before.tablesVersion() + (tablesChanged ? 1 : 0);
          DuckDbMeta.writePosition(session, new DuckDbMeta.Position(appliedThrough, version));
          writer.state().committing();
          try {
            session.execute("COMMIT");
          } catch (SQLException e) {
            writer.outcomeUnknown();
            throw new OutcomeUnknownException(
                "the commit at position " + appliedThrough + " failed: " + DuckDbErrors.text(e), e);
          }
          committed = true;
          writer.committed(
              new DuckDbState.Snapshot(appliedThrough, version, tables, properties),
              applier.largestKeys());
        });
  }

  @Override
  public void createTable(MirrorTable table) {
    String name = table.schema().name();
    run(
        "creating table '" + name + "'",
        () -> {
          drop(name);
          try {
            applier.create(table.schema());
          } catch (SQLException e) {
            throw new HtapException(
                ErrorCode.TABLE_UNSUPPORTED,
                "DuckDB cannot hold table '" + name + "': " + DuckDbErrors.text(e),
                e);
          }
          put(table);
        });
  }

  @Override
  public void updateTable(MirrorTable table) {
    String name = table.schema().name();
    run(
        "updating table '" + name + "'",
        () -> {
          if (known(name) == null) {
            throw new HtapException(ErrorCode.INTERNAL, "the copy has no table '" + name + "'");
          }
          put(table);
        });
  }

  @Override
  public boolean alterTable(String name, MirrorTable after, TableAlteration alteration) {
    run(
        "altering table '" + name + "'",
        () -> {
          MirrorTable old = known(name);
          if (old == null) {
            throw new HtapException(ErrorCode.INTERNAL, "the copy has no table '" + name + "'");
          }
          String newName = after.schema().name();
          if (!Identifier.same(name, newName)) {
            drop(newName);
            tables.remove(Identifier.fold(name));
            DuckDbMeta.removeTable(session, name);
          }
          applier.alter(old.schema(), after.schema(), alteration);
          put(after);
        });
    return true;
  }

  @Override
  public void dropTable(String name) {
    run("dropping table '" + name + "'", () -> drop(name));
  }

  @Override
  public void append(MirrorTable table, List<@Nullable Object[]> rows) {
    run(
        "adding " + rows.size() + " rows to '" + table.schema().name() + "'",
        () -> applier.insert(table.schema(), rows));
  }

  @Override
  public void loadArrow(MirrorTable table, ArrowReader rows) {
    run(
        "loading Arrow batches into '" + table.schema().name() + "'",
        () -> {
          DuckDbArrow batches = new DuckDbArrow(table.schema(), rows);
          for (List<@Nullable Object[]> some = batches.next(ARROW_ROWS);
              !some.isEmpty();
              some = batches.next(ARROW_ROWS)) {
            applier.insert(table.schema(), some);
          }
        });
  }

  @Override
  public void apply(TableChanges changes) {
    run(
        "applying "
            + changes.deletes().size()
            + " deletes and "
            + changes.upserts().size()
            + " upserts to '"
            + changes.table().name()
            + "'",
        () -> applier.apply(changes));
  }

  @Override
  public void putProperty(String name, String value) {
    run(
        "setting property '" + name + "'",
        () -> {
          if (!value.equals(properties.put(name, value))) {
            DuckDbMeta.putProperty(session, name, value);
          }
        });
  }

  @Override
  public void close() {
    lock.lock();
    try {
      end();
    } finally {
      lock.unlock();
    }
  }

  /** Whether the calling thread began this write, so that waiting for it would be in vain. */
  boolean isMine() {
    return owner == Thread.currentThread();
  }

  /** Rolls back what its owner left, if need be against a statement that runs. */
  boolean abort(Duration limit) {
    return DuckDbInterrupt.insist(lock, this::tryAbort, limit);
  }

  private boolean tryAbort() {
    if (lock.tryLock()) {
      try {
        failed = true;
        end();
        return true;
      } finally {
        lock.unlock();
      }
    }
    synchronized (gate) {
      if (!released) {
        session.interrupt();
      }
    }
    return false;
  }

  private void end() {
    synchronized (gate) {
      if (released) {
        return;
      }
      released = true;
    }
    writer.ended(session, !committed);
  }

  private @Nullable MirrorTable known(String name) {
    return tables.get(Identifier.fold(name));
  }

  private void drop(String name) throws SQLException {
    MirrorTable old = tables.remove(Identifier.fold(name));
    if (old != null) {
      applier.drop(old.schema());
      DuckDbMeta.removeTable(session, name);
      tablesChanged = true;
    }
  }

  /** Progress of a load is no news to readers, who do not see the table before it is complete. */
  private void put(MirrorTable table) throws SQLException {
    MirrorTable old = tables.put(Identifier.fold(table.schema().name()), table);
    DuckDbMeta.putTable(session, table);
    tablesChanged |=
        old == null
            || old.state() != MirrorState.LOADING
            || table.state() != MirrorState.LOADING
            || !old.schema().equals(table.schema());
  }

  /** Something that DuckDB does for this transaction. */
  private interface Work {
    void run() throws SQLException;
  }

  private void run(String what, Work work) {
    lock.lock();
    try {
      if (failed || committed || released) {
        throw new HtapException(
            ErrorCode.ENGINE_CLOSED,
            what + ": this write is " + (failed ? "broken by an earlier failure" : "over"));
      }
      failed = true; // until it has worked
      work.run();
      failed = false;
    } catch (SQLException e) {
      throw DuckDbErrors.of(what, e);
    } finally {
      lock.unlock();
    }
  }
}
