package dev.rhei.olap.duckdb.dialect;

import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.JdbcParameter;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.statement.select.Limit;
import net.sf.jsqlparser.statement.select.Offset;
import net.sf.jsqlparser.statement.select.Select;
import org.jspecify.annotations.Nullable;

/**
 * LIMIT and OFFSET of integers or parameters; a negative limit is none, a negative offset is 0.
 *
 * @param rows DuckDB's text
 * @param offset DuckDB's text
 */
record Limits(String rows, String offset) {
  /** More rows than there are, and yet no overflow when an offset is added. */
  private static final String NO_LIMIT = "4611686018427387904";

  private static final String NO_OFFSET = "0";

  static boolean has(Select select) {
    return select.getLimit() != null || select.getOffset() != null;
  }

  static Limits of(Select select, Parameters parameters) {
    Limit limit = select.getLimit();
    Offset offset = select.getOffset();
    if (limit == null
        || limit.getByExpressions() != null
        || (offset != null && (offset.getOffsetParam() != null || limit.getOffset() != null))) {
      throw new Refusal("the form of LIMIT");
    }
    Expression skip = offset == null ? limit.getOffset() : offset.getOffset();
    return new Limits(
        bound(limit.getRowCount(), parameters, NO_LIMIT), bound(skip, parameters, NO_OFFSET));
  }

  /** The clauses. */
  String clause() {
    return (rows.equals(NO_LIMIT) ? "" : " LIMIT " + rows)
        + (offset.equals(NO_OFFSET) ? "" : " OFFSET " + offset);
  }

  private static String bound(@Nullable Expression e, Parameters parameters, String otherwise) {
    if (e == null) {
      return otherwise;
    }
    if (e instanceof LongValue number
        && Literals.digits(number.getStringValue()).constant() instanceof Long literal) {
      return literal.toString();
    }
    if (e instanceof SignedExpression signed
        && signed.getSign() == '-'
        && signed.getExpression() instanceof LongValue number) {
      Refusal.unless(number.getBigIntegerValue().signum() > 0, "LIMIT or OFFSET of '" + e + "'");
      return otherwise;
    }
    if (e instanceof JdbcParameter parameter) {
      Typed value = parameters.typed(parameter.getIndex());
      if (value.kind() == Kind.INTEGER) {
        return "(CASE WHEN %1$s < 0 THEN %2$s ELSE %1$s END)".formatted(value.value(), otherwise);
      }
    }
    throw new Refusal("LIMIT or OFFSET of '" + e + "'");
  }
}
