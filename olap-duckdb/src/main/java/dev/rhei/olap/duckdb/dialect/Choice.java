package dev.rhei.olap.duckdb.dialect;

import java.util.List;

/**
 * A value chosen among several: CASE, coalesce(), iif(). In DuckDB all must have one type; integers
 * and reals side by side give NUMERIC values that know of each row which it is, all else ANY.
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
      common = common(common, value.kind());
    }
    return common;
  }

  static Kind common(Kind a, Kind b) {
    if (a == b || b == Kind.NULL) {
      return a;
    }
    if (a == Kind.NULL) {
      return b;
    }
    Refusal.unless(a != Kind.TYPED && b != Kind.TYPED, "a typed column among other values");
    return a.isNumber() && b.isNumber() ? Kind.NUMERIC : Kind.ANY;
  }

  static Typed of(List<Typed> values, Chooser chooser) {
    Kind kind = common(values);
    Refusal.unless(kind != Kind.TYPED, "a typed column in an expression");
    String chosen = chooser.choose(values.stream().map(value -> as(kind, value)).toList());
    if (kind != Kind.NUMERIC || values.stream().allMatch(Choice::isCanonical)) {
      boolean json = values.stream().anyMatch(v -> v.json() != null || v.jsonUnsure());
      return Typed.of(kind, chosen).unsure(json);
    }
    List<String> integers =
        values.stream()
            .map(value -> value.kind() == Kind.NULL ? "NULL" : value.isInteger())
            .toList();
    return Typed.numeric(chosen, "(" + chooser.choose(integers) + ")", false);
  }

  /** The value as one of that kind. */
  static String as(Kind kind, Typed value) {
    return switch (kind) {
      case NUMERIC -> value.kind() == Kind.NULL ? "NULL" : value.asDouble();
      case ANY -> Tagged.of(value);
      default -> value.value();
    };
  }

  /** Whether exactly the integral values are integers. */
  static boolean isCanonical(Typed value) {
    return value.kind() != Kind.REAL && value.integral() == null;
  }
}
