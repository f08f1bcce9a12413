package dev.rhei.core.schema;

import org.jspecify.annotations.Nullable;

/** What one ALTER TABLE did to the columns of a table, whose rows it kept. */
public sealed interface TableAlteration {
  /** Nothing; the table may have another name, or other constraints. */
  record None() implements TableAlteration {}

  /**
   * A column at the end.
   *
   * @param value what the rows that were there have in it
   */
  record AddedColumn(String column, @Nullable Object value) implements TableAlteration {}

  /** One column less. */
  record DroppedColumn(String column) implements TableAlteration {}

  /** A column under another name. */
  record RenamedColumn(String from, String to) implements TableAlteration {}
}
