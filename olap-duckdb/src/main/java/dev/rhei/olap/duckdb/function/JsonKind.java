package dev.rhei.olap.duckdb.function;

/**
 * What an element of a JSON document is, and in which notation it is kept. SQLite keeps numbers and
 * texts as they were written; what is not plain JSON is put right when it is written out.
 */
enum JsonKind {
  NULL("null"),
  TRUE("true"),
  FALSE("false"),
  /** Decimal digits. */
  INTEGER("integer"),
  /** An integer in hexadecimal. */
  HEX("integer"),
  REAL("real"),
  /** A real that lacks digits before or behind its point. */
  BARE_REAL("real"),
  /** A text without anything to escape. */
  TEXT("text"),
  /** A text with JSON's escapes. */
  ESCAPED("text"),
  /** A text with JSON5's escapes, and characters that JSON wants escaped. */
  LOOSE("text"),
  /** A text as SQL has it, with nothing escaped. */
  RAW("text"),
  ARRAY("array"),
  OBJECT("object");

  /** What {@code json_type} calls it. */
  final String type;

  JsonKind(String type) {
    this.type = type;
  }

  boolean isText() {
    return this == TEXT || this == ESCAPED || this == LOOSE || this == RAW;
  }

  /** Whether a backslash means itself. */
  boolean isVerbatim() {
    return this == TEXT || this == RAW;
  }

  boolean isContainer() {
    return this == ARRAY || this == OBJECT;
  }
}
