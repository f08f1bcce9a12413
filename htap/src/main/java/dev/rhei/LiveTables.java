package dev.rhei;

import dev.rhei.core.engine.MirrorState;
import dev.rhei.core.engine.MirrorTable;
import dev.rhei.core.engine.OlapBackend;
import dev.rhei.core.schema.SchemaRegistry;

/** The tables that the copy answers for, kept until the copy's tables change. Thread-safe. */
final class LiveTables {
  private final OlapBackend olap;
  private volatile SchemaRegistry registry = SchemaRegistry.EMPTY;

  LiveTables(OlapBackend olap) {
    this.olap = olap;
  }

  SchemaRegistry current() {
    // The version first: tables that are newer than it only make the copy refuse, and us look
    // again.
    long version = olap.tablesVersion();
    SchemaRegistry known = registry;
    if (known.version() != version) {
      known =
          SchemaRegistry.of(
              version,
              olap.tables().stream()
                  .filter(t -> t.state() == MirrorState.LIVE)
                  .map(MirrorTable::schema)
                  .toList());
      registry = known;
    }
    return known;
  }
}
