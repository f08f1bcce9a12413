package dev.rhei.olap.duckdb.dialect;

import java.util.List;

/**
 * A value chosen among several: CASE, coalesce(), iif(). In DuckDB all must have one type; integers
 * and reals side by side give NUMERIC values that know of each row which it is.
 */
final class Choice {
  /** Puts the texts of the values into the expression that chooses one of them. */
  interface Chooser {
    String choose(List<String> texts);
  }

  private Choice() {}

  /** The kind that all values can have. */
  static Kind common(List<Typed> values) {
    Kind common = Kind.NULL;
    for (Typed value : values) {
      Kind kind = value.kind();
      Refusal.unless(
          kind != Kind.TYPED && (value.binary() || kind != Kind.TEXT),
          "a typed or collated column in an expression");
      if (common == Kind.NULL || common == kind) {
        common = kind;
      } else if (kind.isNumber() && common.isNumber()) {
        common = Kind.NUMERIC;
      } else if (kind != Kind.NULL) {
        throw new Refusal("values of " + common + " and " + kind + " in one expression");
      }
    }
    return common;
  }

  static Typed of(List<Typed> values, Chooser chooser) {
    Kind kind = common(values);
    String chosen = chooser.choose(values.stream().map(value -> as(kind, value)).toList());
    if (kind != Kind.NUMERIC || values.stream().allMatch(Choice::isCanonical)) {
      return Typed.of(kind, chosen);
    }
    List<String> integers =
        values.stream()
            .map(value -> value.kind() == Kind.NULL ? "NULL" : value.isInteger())
            .toList();
    return Typed.numeric(chosen, "(" + chooser.choose(integers) + ")", false);
  }

  private static String as(Kind kind, Typed value) {
    return kind == Kind.NUMERIC && value.kind() != Kind.NULL ? value.asDouble() : value.value();
  }

  /** Whether exactly the integral values are integers. */
  private static boolean isCanonical(Typed value) {
    return value.kind() != Kind.REAL && value.integral() == null;
  }
}
