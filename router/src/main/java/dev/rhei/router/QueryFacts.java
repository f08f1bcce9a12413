package dev.rhei.router;

import dev.rhei.core.route.RoutedQuery.OrderKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a query's text says about it, without a schema. Names are folded.
 *
 * @param tables what it reads, in the order named, each once; common table expressions left out
 * @param sources the tables behind each name that a FROM gives: its alias, else the table's name
 * @param uses how often a table stands in a FROM
 * @param filters the terms of every WHERE and ON, taken apart at AND
 * @param columns the columns it names, without their tables
 * @param shape of the outermost query
 * @param derived the shapes of queries in FROM and of common tables, by name
 */
record QueryFacts(
    List<TableReference> tables,
    Map<String, Set<TableReference>> sources,
    int uses,
    List<Filter> filters,
    Set<String> columns,
    Shape shape,
    Map<String, Shape> derived) {
  QueryFacts {
    tables = List.copyOf(tables);
    sources = Map.copyOf(sources);
    filters = List.copyOf(filters);
    columns = Set.copyOf(columns);
    derived = Map.copyOf(derived);
  }

  /**
   * A table as named in a statement.
   *
   * @param schema as written before the dot; empty if nothing was
   * @param name without quotes
   */
  record TableReference(String schema, String name) {
    @Override
    public String toString() {
      return schema.isEmpty() ? name : schema + "." + name;
    }
  }

  /**
   * A query without what it is made from.
   *
   * @param limit how many rows it asks for, those it skips included; null for all
   * @param aggregated whether all its rows become one
   * @param groupedBy the columns of GROUP BY or DISTINCT, by name; null if it has neither, empty if
   *     not all of them are columns
   * @param distinct whether it is a SELECT DISTINCT without GROUP BY
   * @param windows whether it has window functions
   * @param countsOnly whether it is {@code SELECT count(*) FROM table}
   * @param outputs result columns: a column's name, or the empty text for what is computed; {@link
   *     #STAR} for a star
   * @param simple whether it is one SELECT and not several
   * @param order the first ORDER BY terms that are columns of the result
   * @param ordered whether it has an ORDER BY
   */
  record Shape(
      @Nullable RowLimit limit,
      boolean aggregated,
      @Nullable List<String> groupedBy,
      boolean distinct,
      boolean windows,
      boolean countsOnly,
      List<String> outputs,
      boolean simple,
      List<OrderKey> order,
      boolean ordered) {
    static final String STAR = "*";

    boolean hasStar() {
      return outputs.contains(STAR);
    }
  }

  /** How many rows are asked for, and how many are skipped before them. */
  record RowLimit(Operand count, Operand skipped) {}

  /** A column as named. */
  record ColumnName(String qualifier, String name) {}

  /**
   * A term of a WHERE or ON.
   *
   * @param columns the columns it names, those inside of subqueries left out
   * @param condition what it says, if that is simple enough; else null
   * @param alternative whether it is a part of an OR, and so need not hold, or repeats another term
   *     from its other side
   */
  record Filter(Set<ColumnName> columns, @Nullable Condition condition, boolean alternative) {
    Filter {
      columns = Set.copyOf(columns);
    }
  }

  /**
   * A comparison of a column with values.
   *
   * @param operands one; two for BETWEEN; for a list as many as it has; none for IN a subquery
   */
  record Condition(ColumnName column, Comparison comparison, List<Operand> operands) {
    Condition {
      operands = List.copyOf(operands);
    }
  }

  /** How a column is compared. */
  enum Comparison {
    EQUAL,
    LESS,
    LESS_EQUAL,
    GREATER,
    GREATER_EQUAL,
    BETWEEN,
    IN_LIST,
    IN_QUERY,
    IS_NULL
  }

  /** What a column is compared with. */
  sealed interface Operand {}

  /** A value in the text; null for NULL. */
  record Constant(@Nullable Object value) implements Operand {}

  /** A parameter, from 1. */
  record Parameter(int number) implements Operand {}

  /** A column of another table. */
  record OtherColumn(ColumnName column) implements Operand {}

  /** Anything else. */
  record Unknown() implements Operand {}
}
