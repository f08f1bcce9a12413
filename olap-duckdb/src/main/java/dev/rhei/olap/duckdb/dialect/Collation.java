package dev.rhei.olap.duckdb.dialect;

import dev.rhei.core.schema.Identifier;

/**
 * SQLite's collating sequences. Text is compared by a key: two texts are equal to a sequence, or in
 * order, if their keys are so byte by byte.
 */
enum Collation {
  /** Bytes. */
  BINARY,
  /** ASCII letters without their case. */
  NOCASE,
  /** Bytes, blanks at the end aside. */
  RTRIM;

  private static final String UPPER = "'ABCDEFGHIJKLMNOPQRSTUVWXYZ'";
  private static final String LOWER = "'abcdefghijklmnopqrstuvwxyz'";

  static Collation named(String name) {
    for (Collation collation : values()) {
      if (Identifier.same(collation.name(), name)) {
        return collation;
      }
    }
    throw new Refusal("the collation " + name);
  }

  /** The key of a text, as DuckDB's text. */
  String key(String text) {
    return switch (this) {
      case BINARY -> text;
      case NOCASE -> foldedToLower(text);
      case RTRIM -> "rtrim(" + text + ", ' ')";
    };
  }

  /** ASCII letters in lower case, all else as it is; text without other letters is the fast way. */
  static String foldedToLower(String text) {
    return folded("lower", text, UPPER, LOWER);
  }

  /** ASCII letters in upper case. */
  static String foldedToUpper(String text) {
    return folded("upper", text, LOWER, UPPER);
  }

  private static String folded(String function, String text, String from, String to) {
    return "CASE WHEN strlen(%1$s) = length(%1$s) THEN %2$s(%1$s) ELSE translate(%1$s, %3$s, %4$s) END"
        .formatted(text, function, from, to);
  }
}
