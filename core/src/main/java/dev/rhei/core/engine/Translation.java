package dev.rhei.core.engine;

import java.util.List;

/** What became of a query on its way to the copy's dialect. */
public sealed interface Translation {
  /**
   * The copy gives SQLite's answer to this.
   *
   * @param sql in the backend's dialect
   * @param columns labels and kinds of the result, in order
   * @param parameters for each placeholder of {@code sql} the position, from 0, of the caller's
   *     parameter
   */
  record Translated(String sql, List<OutputColumn> columns, List<Integer> parameters)
      implements Translation {
    /** Copies the lists. */
    public Translated {
      columns = List.copyOf(columns);
      parameters = List.copyOf(parameters);
    }
  }

  /**
   * The copy cannot be shown to give SQLite's answer.
   *
   * @param reason in words, for {@code explain}
   */
  record Refused(String reason) implements Translation {}

  /**
   * A column of a translated query.
   *
   * @param label as SQLite would label it
   * @param kind what its values are
   * @param integerFlag for NUMERIC, the position of a further result column, after those announced,
   *     that tells by a BOOLEAN whether a value is an integer; -1 if exactly the integral values
   *     are, and for all other kinds
   */
  record OutputColumn(String label, ValueKind kind, int integerFlag) {
    /** A column whose values need no flag. */
    public OutputColumn(String label, ValueKind kind) {
      this(label, kind, -1);
    }
  }
}
