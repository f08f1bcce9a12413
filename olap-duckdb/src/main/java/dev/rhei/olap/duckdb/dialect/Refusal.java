package dev.rhei.olap.duckdb.dialect;

/** Ends a translation: its message says what is not understood. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Refusal(String reason) {
    super(reason, null, false, false); // control flow inside this package; nobody reads a trace
  }

  /** Goes on only if the construct is understood. */
  static void unless(boolean understood, String otherwise) {
    if (!understood) {
      throw new Refusal(otherwise);
    }
  }
}
