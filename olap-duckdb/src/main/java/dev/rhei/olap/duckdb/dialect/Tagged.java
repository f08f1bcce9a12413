package dev.rhei.olap.duckdb.dialect;

import dev.rhei.olap.duckdb.function.Casts;
import dev.rhei.olap.duckdb.function.Orders;
import dev.rhei.olap.duckdb.function.Term;

/** Values of mixed class in one VARCHAR; see {@link dev.rhei.olap.duckdb.function.Tagged}. */
final class Tagged {
  private Tagged() {}

  /** The value with its tag. */
  static String of(Typed value) {
    String sql = value.value();
    return switch (value.kind()) {
      case ANY -> sql;
      case NUMERIC ->
          "CASE WHEN %s THEN 'i' || CAST(CAST(%s AS BIGINT) AS VARCHAR) ELSE %s END"
              .formatted(value.isInteger(), value.besideFlag(), Casts.tagged(Term.real(sql)).sql());
      default -> Casts.tagged(Terms.of(value)).sql();
    };
  }

  static Typed typed(Typed value) {
    return value.kind() == Kind.ANY
        ? value
        : Typed.of(Kind.ANY, of(value))
            .withAffinity(value.affinity())
            .withCollation(value.collation(), value.explicit());
  }

  /** A text that is equal for equal values and in SQLite's order. */
  static String key(String tagged) {
    return Orders.key(Term.tagged(tagged));
  }

  /**
   * The value for a place that takes equal values for one: a real without a fraction could be equal
   * to an integer, and SQLite keeps whichever it came by. An error at run time.
   */
  static String withoutTwins(String tagged) {
    return Typed.guarded(
        Orders.isTwin(Term.tagged(tagged)), "a real without a fraction among integers", tagged);
  }

  /** Whether the value is of that class. */
  static String has(String tagged, char tag) {
    return "(" + tagged + "[1] = '" + tag + "')";
  }
}
