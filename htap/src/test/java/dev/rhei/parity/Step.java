package dev.rhei.parity;

import java.util.List;

/** One step of a script. */
sealed interface Step {
  /** A statement. Whether it succeeds does not matter: queries see what it has done. */
  record Run(String sql) implements Step {}

  /**
   * A query to be answered by both.
   *
   * @param parameters in SQLite's numbering
   * @param line where it stands in its file
   */
  record Ask(String sql, List<Object> parameters, int line) implements Step {}

  /** From here on a fresh database. */
  record Reset() implements Step {}
}
