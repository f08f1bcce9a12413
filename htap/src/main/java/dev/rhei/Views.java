package dev.rhei;

import dev.rhei.core.schema.SchemaRegistry;
import dev.rhei.oltp.sqlite.SqliteOltpEngine;
import java.util.Map;

/** The copy's tables together with SQLite's views over them. Thread-safe. */
final class Views {
  /** What was found, and for which state of the schema. */
  private record Found(
      SchemaRegistry tables, long schemaChanges, Map<String, String> views, SchemaRegistry both) {}

  private final SqliteOltpEngine oltp;
  private volatile Found found =
      new Found(SchemaRegistry.EMPTY, -1, Map.of(), SchemaRegistry.EMPTY);

  Views(SqliteOltpEngine oltp) {
    this.oltp = oltp;
  }

  /** The tables with the views; the very same registry as long as neither has changed. */
  @SuppressWarnings("ReferenceEquality") // a registry is made anew when its tables change
  SchemaRegistry over(SchemaRegistry tables, long schemaChanges) {
    Found known = found;
    if (known.tables() == tables && known.schemaChanges() == schemaChanges) {
      return known.both();
    }
    Map<String, String> views =
        known.schemaChanges() == schemaChanges ? known.views() : oltp.views();
    boolean same = known.tables() == tables && known.views().equals(views);
    SchemaRegistry both = same ? known.both() : views.isEmpty() ? tables : tables.withViews(views);
    found = new Found(tables, schemaChanges, views, both);
    return both;
  }
}
