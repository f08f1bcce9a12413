package dev.rhei.testkit;

import dev.rhei.core.engine.Column;
import dev.rhei.core.engine.OlapCursor;
import dev.rhei.testkit.FaultyOlapBackend.Point;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A result of a {@link FaultyOlapBackend}. */
final class FaultyOlapCursor implements OlapCursor {
  private final FaultyOlapBackend backend;
  private final OlapCursor inner;

  FaultyOlapCursor(FaultyOlapBackend backend, OlapCursor inner) {
    this.backend = backend;
    this.inner = inner;
  }

  @Override
  public long appliedThrough() {
    return inner.appliedThrough();
  }

  @Override
  public List<Column> columns() {
    return inner.columns();
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    backend.failIfTold(Point.ROW);
    return inner.next();
  }

  @Override
  public void close() {
    inner.close();
  }
}
