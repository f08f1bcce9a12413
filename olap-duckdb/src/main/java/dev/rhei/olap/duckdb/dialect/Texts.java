package dev.rhei.olap.duckdb.dialect;

import dev.rhei.olap.duckdb.function.Casts;
import dev.rhei.olap.duckdb.function.Term;

/** Values as text. */
final class Texts {
  private Texts() {}

  /** The value's text, as {@code ||}, LIKE and CAST have it; NULL of NULL. */
  static String of(Typed value) {
    return switch (value.kind()) {
      case TEXT -> value.value();
      case NULL -> "CAST(NULL AS VARCHAR)";
      case INTEGER -> "CAST(" + value.value() + " AS VARCHAR)";
      case REAL, BLOB, ANY -> Casts.text(Terms.of(value)).sql();
      case NUMERIC ->
          "CASE WHEN %s THEN CAST(CAST(%s AS BIGINT) AS VARCHAR) ELSE %s END"
              .formatted(
                  value.isInteger(),
                  value.besideFlag(),
                  Casts.text(Term.real(value.value())).sql());
      case TYPED -> throw new Refusal("a typed column as text");
    };
  }

  /** A text, or an error if it has a NUL, where some of SQLite's functions stop. */
  static String withoutNul(Typed value) {
    if (value.constant() != null || value.kind().isNumber()) {
      return of(value);
    }
    String text = of(value);
    return Typed.guarded("contains(" + text + ", chr(0))", "text with a NUL", text);
  }
}
