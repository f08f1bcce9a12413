package dev.rhei.olap.duckdb.dialect;

import dev.rhei.core.engine.ValueKind;
import java.util.List;

/**
 * The caller's parameters. While a query is put together, its texts move about; so a parameter
 * stands in them as {@code ?7} and gets its place when the text is complete.
 */
final class Parameters {
  private final List<ValueKind> kinds;

  Parameters(List<ValueKind> kinds) {
    this.kinds = kinds;
  }

  /** The parameter of SQLite's number, from 1. */
  Typed typed(int number) {
    Refusal.unless(
        number <= kinds.size(), "the parameter ?" + number + ", of which no value is given");
    ValueKind kind = kinds.get(number - 1);
    return switch (kind) {
      case INTEGER -> Typed.of(Kind.INTEGER, "CAST(?" + number + " AS BIGINT)");
      case REAL -> Typed.real("CAST(?" + number + " AS DOUBLE)", true);
      case TEXT -> Typed.of(Kind.TEXT, "CAST(?" + number + " AS VARCHAR)");
      case BLOB -> Typed.of(Kind.BLOB, "CAST(?" + number + " AS BLOB)");
      case NUMERIC, ANY, TYPED -> throw new Refusal("a parameter of the kind " + kind);
    };
  }

  /** The complete text with plain placeholders; notes for each which parameter it is, from 0. */
  static String place(String sql, List<Integer> order) {
    StringBuilder placed = new StringBuilder(sql.length());
    char quote = 0;
    int i = 0;
    while (i < sql.length()) {
      char c = sql.charAt(i++);
      placed.append(c);
      if (quote != 0) {
        quote = c == quote ? 0 : quote; // a doubled quote closes and opens again
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '?') {
        int number = 0;
        while (i < sql.length() && sql.charAt(i) >= '0' && sql.charAt(i) <= '9') {
          number = 10 * number + (sql.charAt(i++) - '0');
        }
        order.add(number - 1);
      }
    }
    return placed.toString();
  }
}
