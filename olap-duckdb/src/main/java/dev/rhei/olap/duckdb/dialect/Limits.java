package dev.rhei.olap.duckdb.dialect;

import dev.rhei.sql.Expr;
import dev.rhei.sql.Query;
import org.jspecify.annotations.Nullable;

/**
 * LIMIT and OFFSET; a negative limit is none, a negative offset is 0.
 *
 * @param rows DuckDB's text
 * @param offset DuckDB's text
 */
record Limits(String rows, String offset) {
  /** More rows than there are, and yet no overflow when an offset is added. */
  private static final String NO_LIMIT = "4611686018427387904";

  private static final String NO_OFFSET = "0";

  static Limits of(Query query, ExpressionRewriter expressions, Scope scope) {
    return new Limits(
        bound(query.limit(), expressions, scope, NO_LIMIT),
        bound(query.offset(), expressions, scope, NO_OFFSET));
  }

  /** Whether there is one. */
  boolean any() {
    return !rows.equals(NO_LIMIT) || !offset.equals(NO_OFFSET);
  }

  /** Whether there is never more than one row. */
  boolean isOne() {
    return rows.equals("1") || rows.equals("0");
  }

  /** The clauses. */
  String clause() {
    return (rows.equals(NO_LIMIT) ? "" : " LIMIT " + rows)
        + (offset.equals(NO_OFFSET) ? "" : " OFFSET " + offset);
  }

  private static String bound(
      @Nullable Expr e, ExpressionRewriter expressions, Scope scope, String otherwise) {
    if (e == null) {
      return otherwise;
    }
    Typed value = expressions.rewrite(e, new Scope(null, scope.commonTables()));
    if (value.constant() instanceof Double real
        && real == Math.rint(real)
        && Math.abs(real) < Typed.EXACT) {
      value = Literals.integer(real.longValue()); // a real without a fraction will do
    }
    if (value.constant() instanceof Long literal) {
      return literal < 0 ? otherwise : literal.toString();
    }
    Refusal.unless(value.kind() == Kind.INTEGER, "LIMIT or OFFSET that is no integer");
    return "(CASE WHEN %1$s IS NULL THEN %2$s WHEN %1$s < 0 THEN %3$s ELSE %1$s END)"
        .formatted(value.value(), Typed.error("a LIMIT or OFFSET of NULL"), otherwise);
  }
}
