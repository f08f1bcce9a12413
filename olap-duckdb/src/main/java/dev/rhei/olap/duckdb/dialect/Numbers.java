package dev.rhei.olap.duckdb.dialect;

import dev.rhei.olap.duckdb.function.Casts;
import dev.rhei.olap.duckdb.function.Orders;
import dev.rhei.olap.duckdb.function.Term;

/** What arithmetic, sum() and conditions make of a value: text counts with the number it begins. */
final class Numbers {
  private Numbers() {}

  /** The value as a number. */
  static Typed of(Typed value) {
    if (value.kind().isNumber()) {
      return value;
    }
    return value.constant() instanceof String literal
        ? Literals.prefix(literal)
        : Terms.number(Casts.operand(Terms.of(value)));
  }

  /** The value as sum() and avg() see it: text that is not all a number counts as a real. */
  static Typed ofSummand(Typed value) {
    return value.kind().isNumber() || value.kind() == Kind.NULL
        ? value
        : Terms.number(Orders.summand(Terms.of(value)));
  }

  /** The value as a 64-bit integer, as % and the bit operators take it: of '1e2' the 1. */
  static String integer(Typed value) {
    return value.kind() == Kind.NUMERIC
        ? truncated(value.asExactDouble())
        : Casts.integer(Terms.of(value)).sql();
  }

  /** A real cut off to 64 bits; beyond them the nearest that there is. */
  static String truncated(String real) {
    return Casts.integer(Term.real(real)).sql();
  }
}
