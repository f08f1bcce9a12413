package dev.rhei.parity;

/**
 * What became of one query.
 *
 * @param place who answered
 * @param reason why SQLite did, in the engine's words; empty on the copy
 * @param difference both answers, if they are not the same; else empty
 */
record Outcome(
    Script script, Step.Ask ask, Place place, Verdict verdict, String reason, String difference) {
  /** Who answered. */
  enum Place {
    /** Nobody: plain SQLite fails, and so do we. */
    REFUSED,
    /** SQLite, as the query reads a table that no copy can hold. */
    UNMIRRORED,
    /** SQLite, though all that the query reads is on the copy. */
    SQLITE,
    /** The copy. */
    COPY
  }

  String where() {
    return script.corpus() + "/" + script.name() + ":" + ask.line();
  }
}
