package dev.rhei.sync;

import dev.rhei.core.cdc.CdcSnapshot;
import dev.rhei.core.cdc.TableSnapshot;
import dev.rhei.core.engine.MirrorTable;
import dev.rhei.core.engine.OlapSnapshot;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.internal.CloseStack;
import dev.rhei.core.schema.Identifier;
import java.util.Optional;

/** Both sides at one position of the log, for as long as this is open. Used by one thread. */
record Pin(CdcSnapshot source, OlapSnapshot copy) implements AutoCloseable {
  long sequence() {
    return source.position().sequence();
  }

  /** The tables of the source. */
  TableSnapshot tables() {
    return source
        .tables()
        .orElseThrow(
            () ->
                new HtapException(
                    ErrorCode.INTERNAL, "this log has no tables behind it to compare"));
  }

  /** What the copy remembers of a table. */
  Optional<MirrorTable> table(String name) {
    return copy.tables().stream().filter(t -> Identifier.same(t.schema().name(), name)).findFirst();
  }

  @Override
  public void close() {
    CloseStack stack = new CloseStack();
    stack.push(source);
    stack.push(copy);
    stack.close();
  }
}
