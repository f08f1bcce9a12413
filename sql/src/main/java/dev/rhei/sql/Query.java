package dev.rhei.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query: one SELECT or VALUES, or several of them combined from left to right.
 *
 * @param with its common tables
 * @param arms at least one
 */
public record Query(
    List<CommonTable> with,
    List<Arm> arms,
    List<OrderTerm> orderBy,
    @Nullable Expr limit,
    @Nullable Expr offset) {
  /** Whether it is a single SELECT or VALUES. */
  public boolean isSimple() {
    return arms.size() == 1;
  }

  /** A common table; with no columns given, they are those of the query. */
  public record CommonTable(Name name, List<Name> columns, Query query) {}

  /**
   * A SELECT or VALUES and how it is combined with those before.
   *
   * @param operator null for the first
   */
  public record Arm(@Nullable Combination operator, Body body) {}

  /** How two results become one. */
  public enum Combination {
    /** UNION ALL. */
    UNION_ALL("UNION ALL"),
    /** UNION. */
    UNION("UNION"),
    /** INTERSECT. */
    INTERSECT("INTERSECT"),
    /** EXCEPT. */
    EXCEPT("EXCEPT");

    private final String sql;

    Combination(String sql) {
      this.sql = sql;
    }

    /** As it is written in SQL. */
    public String sql() {
      return sql;
    }
  }

  /** SELECT or VALUES. */
  public sealed interface Body {}

  /** SELECT, without what belongs to the query around it. */
  public record Select(
      boolean distinct,
      List<ResultItem> items,
      @Nullable From from,
      @Nullable Expr where,
      List<Expr> groupBy,
      @Nullable Expr having,
      List<Window.Named> windows)
      implements Body {}

  /** VALUES: rows of one width. */
  public record Values(List<List<Expr>> rows) implements Body {}

  /** A member of the result's list. */
  public sealed interface ResultItem {}

  /** {@code *} or {@code table.*}. */
  public record Star(@Nullable Name table) implements ResultItem {}

  /**
   * A result column. As a column of a subquery {@code a COLLATE x} has the name {@code a}; else its
   * name there is its label.
   *
   * @param text the expression as it stands in the statement: its label, if it has no alias and is
   *     no column
   */
  public record Item(Expr expression, @Nullable Name alias, String text) implements ResultItem {}
}
