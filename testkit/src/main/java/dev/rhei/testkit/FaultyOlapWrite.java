package dev.rhei.testkit;

import dev.rhei.core.engine.MirrorTable;
import dev.rhei.core.engine.OlapWrite;
import dev.rhei.core.engine.TableChanges;
import dev.rhei.core.error.OutcomeUnknownException;
import dev.rhei.core.schema.TableAlteration;
import dev.rhei.testkit.FaultyOlapBackend.Point;
import java.util.List;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;

/** A write of a {@link FaultyOlapBackend}. */
final class FaultyOlapWrite implements OlapWrite {
  private final FaultyOlapBackend backend;
  private final OlapWrite inner;

  FaultyOlapWrite(FaultyOlapBackend backend, OlapWrite inner) {
    this.backend = backend;
    this.inner = inner;
  }

  @Override
  public void createTable(MirrorTable table) {
    faulty(() -> inner.createTable(table));
  }

  @Override
  public void updateTable(MirrorTable table) {
    faulty(() -> inner.updateTable(table));
  }

  @Override
  public boolean alterTable(String name, MirrorTable after, TableAlteration alteration) {
    backend.failIfTold(Point.WRITE);
    boolean altered = inner.alterTable(name, after, alteration);
    backend.failIfTold(Point.AFTER_WRITE);
    return altered;
  }

  @Override
  public void dropTable(String name) {
    faulty(() -> inner.dropTable(name));
  }

  @Override
  public void append(MirrorTable table, List<@Nullable Object[]> rows) {
    backend.failIfBroken(table);
    faulty(() -> inner.append(table, rows));
  }

  @Override
  public void loadArrow(MirrorTable table, ArrowReader rows) {
    backend.failIfBroken(table);
    faulty(() -> inner.loadArrow(table, rows));
  }

  @Override
  public void apply(TableChanges changes) {
    backend.failIfBroken(changes.table().name());
    faulty(() -> inner.apply(changes));
  }

  @Override
  public void putProperty(String name, String value) {
    faulty(() -> inner.putProperty(name, value));
  }

  @Override
  public void commit(long appliedThrough) {
    backend.failIfTold(Point.BEFORE_COMMIT);
    if (backend.strikes(Point.LOST_COMMIT)) {
      throw new OutcomeUnknownException("a commit lost on purpose", null);
    }
    inner.commit(appliedThrough);
    if (backend.strikes(Point.AFTER_COMMIT)) {
      throw new OutcomeUnknownException("the answer to a commit lost on purpose", null);
    }
  }

  @Override
  public void close() {
    inner.close();
  }

  private void faulty(Runnable call) {
    backend.failIfTold(Point.WRITE);
    call.run();
    backend.failIfTold(Point.AFTER_WRITE);
  }
}
