package dev.rhei.olap.duckdb.dialect;

import org.jspecify.annotations.Nullable;

/** Ends a translation: its message says what is not understood. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final @Nullable String unknownTable;

  Refusal(String reason) {
    this(reason, null);
  }

  Refusal(String reason, @Nullable String unknownTable) {
    super(reason, null, false, false); // control flow inside this package; nobody reads a trace
    this.unknownTable = unknownTable;
  }

  /** The table that is not known, if that is the reason. */
  @Nullable String unknownTable() {
    return unknownTable;
  }

  /** Goes on only if the construct is understood. */
  static void unless(boolean understood, String otherwise) {
    if (!understood) {
      throw new Refusal(otherwise);
    }
  }
}
