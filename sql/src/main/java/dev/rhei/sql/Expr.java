package dev.rhei.sql;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An expression. Parentheses leave no trace; they are in the shape of the tree. */
public sealed interface Expr {
  /** Decimal digits, perhaps with a point and an exponent; no sign, no underscores. */
  @SuppressWarnings("JavaLangClash") // never imported: it is Expr.Number
  record Number(String text) implements Expr {
    /** Whether SQLite reads it as an integer, if it fits. */
    public boolean isInteger() {
      return text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0;
    }
  }

  /** {@code 0x1F}: the digits behind the prefix. */
  record Hex(String digits) implements Expr {}

  /** {@code 'text'}. */
  record Text(String value) implements Expr {}

  /** {@code x'0A'}: an even number of hexadecimal digits. */
  record Blob(String digits) implements Expr {}

  /** NULL. */
  record Null() implements Expr {}

  /** CURRENT_TIME, CURRENT_DATE or CURRENT_TIMESTAMP, in upper case. */
  record CurrentTime(String keyword) implements Expr {}

  /** A parameter, by the number SQLite gives it, from 1. */
  record Parameter(int number) implements Expr {}

  /** The name of a column, or what SQLite falls back to: TRUE, FALSE, text in double quotes. */
  record Column(@Nullable Name schema, @Nullable Name table, Name name) implements Expr {}

  /** An operator in front of its operand. */
  record Unary(UnaryOperator operator, Expr operand) implements Expr {}

  /** An operator between two operands. */
  record Binary(BinaryOperator operator, Expr left, Expr right) implements Expr {}

  /** LIKE and its relatives. */
  record Match(MatchOperator operator, boolean not, Expr text, Expr pattern, @Nullable Expr escape)
      implements Expr {}

  /** {@code value BETWEEN low AND high}. */
  record Between(boolean not, Expr value, Expr low, Expr high) implements Expr {}

  /** {@code value IN (item, item)}; the list may be empty. */
  record InList(boolean not, Expr value, List<Expr> items) implements Expr {}

  /** {@code value IN (SELECT ..)}. */
  record InQuery(boolean not, Expr value, Query query) implements Expr {}

  /** {@code value IN table}. */
  record InTable(boolean not, Expr value, Source.Table table) implements Expr {}

  /** {@code IS NULL}, {@code ISNULL}, {@code NOT NULL}, {@code NOTNULL}. */
  record NullTest(boolean not, Expr operand) implements Expr {}

  /** CASE. */
  record Case(@Nullable Expr subject, List<When> whens, @Nullable Expr otherwise) implements Expr {}

  /** One branch of CASE. */
  record When(Expr condition, Expr value) {}

  /**
   * {@code CAST(operand AS type)}.
   *
   * @param type as written, comments and all; without quotes, if it began with one; may be empty
   */
  record Cast(Expr operand, String type) implements Expr {}

  /** {@code operand COLLATE name}. */
  record Collate(Expr operand, Name collation) implements Expr {}

  /**
   * A function.
   *
   * @param star {@code count(*)}
   * @param orderBy inside the parentheses of an aggregate
   * @param over for a window function
   */
  record Call(
      Name name,
      List<Expr> arguments,
      boolean star,
      boolean distinct,
      List<OrderTerm> orderBy,
      @Nullable Expr filter,
      @Nullable Window over)
      implements Expr {
    private static final Set<String> AGGREGATES =
        Set.of(
            "avg",
            "count",
            "group_concat",
            "json_group_array",
            "json_group_object",
            "jsonb_group_array",
            "jsonb_group_object",
            "median",
            "percentile",
            "percentile_cont",
            "percentile_disc",
            "string_agg",
            "sum",
            "total");

    /**
     * Whether the function is one of SQLite's aggregates, with or without OVER; max() and min() of
     * several arguments are not.
     */
    public boolean isAggregate() {
      String function = name.folded();
      boolean extreme = function.equals("max") || function.equals("min");
      return extreme ? arguments.size() == 1 : AGGREGATES.contains(function);
    }
  }

  /** {@code EXISTS (SELECT ..)}. */
  record Exists(Query query) implements Expr {}

  /** {@code (SELECT ..)} as a value. */
  record Subquery(Query query) implements Expr {}

  /** {@code (a, b)}. */
  record Row(List<Expr> items) implements Expr {}
}
