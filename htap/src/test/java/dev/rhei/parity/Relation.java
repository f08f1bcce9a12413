package dev.rhei.parity;

import java.util.List;

/** What a random query reads from. */
sealed interface Relation permits RandomTable, RandomView {
  /** As SQL writes it. */
  String name();

  List<Column> columns();

  /** Whether it has a rowid that queries may name. */
  boolean hasRowid();

  /** The statements that make it. */
  List<String> sql();

  /** All that it may become by one step, the largest steps first. */
  List<Relation> smaller();

  /**
   * A column.
   *
   * @param name as SQL writes it
   * @param declaration its type and what follows
   * @param generated whether SQLite computes it
   */
  record Column(String name, String declaration, ColumnKind kind, boolean generated) {}
}
