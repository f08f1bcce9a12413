package dev.rhei.router;

import dev.rhei.router.QueryFacts.ColumnName;
import dev.rhei.router.QueryFacts.Comparison;
import dev.rhei.router.QueryFacts.Condition;
import dev.rhei.router.QueryFacts.Filter;
import dev.rhei.router.QueryFacts.Operand;
import dev.rhei.sql.BinaryOperator;
import dev.rhei.sql.Expr;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes a WHERE or ON apart into its terms, and reads those that compare a column with values. */
final class FilterReader {
  private final List<Filter> filters;

  private FilterReader(List<Filter> filters) {
    this.filters = filters;
  }

  /** Adds the terms of a condition. */
  static void read(Expr condition, List<Filter> filters) {
    new FilterReader(filters).terms(condition, false);
  }

  private void terms(Expr expr, boolean alternative) {
    if (expr instanceof Expr.Binary binary && binary.operator() == BinaryOperator.AND) {
      terms(binary.left(), alternative);
      terms(binary.right(), alternative);
      return;
    }
    Condition condition = condition(expr);
    filters.add(new Filter(columns(expr), condition, alternative));
    if (expr instanceof Expr.Binary binary && binary.operator() == BinaryOperator.OR) {
      terms(binary.left(), true);
      terms(binary.right(), true);
    } else if (condition != null
        && condition.operands().size() == 1
        && condition.operands().get(0) instanceof QueryFacts.OtherColumn other) {
      // a join may be used from either side
      filters.add(
          new Filter(
              columns(expr),
              new Condition(
                  other.column(),
                  condition.comparison(),
                  List.of(new QueryFacts.OtherColumn(condition.column()))),
              true));
    }
  }

  private static @Nullable Condition condition(Expr expr) {
    if (expr instanceof Expr.Binary binary) {
      Comparison comparison = comparison(binary.operator());
      if (comparison == null) {
        return null;
      }
      if (binary.left() instanceof Expr.Column column && !isConstantName(column)) {
        return of(column, comparison, List.of(operand(binary.right())));
      }
      if (binary.right() instanceof Expr.Column column && !isConstantName(column)) {
        return of(column, mirrored(comparison), List.of(operand(binary.left())));
      }
    } else if (expr instanceof Expr.Between between
        && !between.not()
        && between.value() instanceof Expr.Column column) {
      return of(
          column, Comparison.BETWEEN, List.of(operand(between.low()), operand(between.high())));
    } else if (expr instanceof Expr.InList in
        && !in.not()
        && in.value() instanceof Expr.Column column) {
      return of(
          column, Comparison.IN_LIST, in.items().stream().map(FilterReader::operand).toList());
    } else if (expr instanceof Expr.InQuery in
        && !in.not()
        && in.value() instanceof Expr.Column column) {
      return of(column, Comparison.IN_QUERY, List.of());
    } else if (expr instanceof Expr.InTable in
        && !in.not()
        && in.value() instanceof Expr.Column column) {
      return of(column, Comparison.IN_QUERY, List.of());
    } else if (expr instanceof Expr.NullTest test
        && !test.not()
        && test.operand() instanceof Expr.Column column) {
      return of(column, Comparison.IS_NULL, List.of());
    }
    return null;
  }

  private static @Nullable Comparison comparison(BinaryOperator operator) {
    return switch (operator) {
      case EQUAL, IS -> Comparison.EQUAL;
      case LESS -> Comparison.LESS;
      case LESS_EQUAL -> Comparison.LESS_EQUAL;
      case GREATER -> Comparison.GREATER;
      case GREATER_EQUAL -> Comparison.GREATER_EQUAL;
      default -> null;
    };
  }

  /** What the comparison is, read from right to left. */
  private static Comparison mirrored(Comparison comparison) {
    return switch (comparison) {
      case LESS -> Comparison.GREATER;
      case LESS_EQUAL -> Comparison.GREATER_EQUAL;
      case GREATER -> Comparison.LESS;
      case GREATER_EQUAL -> Comparison.LESS_EQUAL;
      case EQUAL, BETWEEN, IN_LIST, IN_QUERY, IS_NULL -> comparison;
    };
  }

  private static Condition of(Expr.Column column, Comparison comparison, List<Operand> operands) {
    return new Condition(name(column), comparison, operands);
  }

  private static ColumnName name(Expr.Column column) {
    return new ColumnName(
        column.table() == null ? "" : column.table().folded(), column.name().folded());
  }

  /** TRUE and FALSE read like columns. */
  private static boolean isConstantName(Expr.Column column) {
    String name = column.name().folded();
    return column.table() == null && (name.equals("true") || name.equals("false"));
  }

  static Operand operand(Expr expr) {
    if (expr instanceof Expr.Parameter parameter) {
      return new QueryFacts.Parameter(parameter.number());
    }
    if (expr instanceof Expr.Column column) {
      return isConstantName(column)
          ? new QueryFacts.Constant(column.name().folded().equals("true") ? 1L : 0L)
          : new QueryFacts.OtherColumn(name(column));
    }
    return Constants.read(expr);
  }

  private static Set<ColumnName> columns(Expr expr) {
    Set<ColumnName> columns = new HashSet<>();
    collect(expr, columns);
    return columns;
  }

  private static void collect(Expr expr, Set<ColumnName> columns) {
    if (expr instanceof Expr.Column column) {
      columns.add(name(column));
    }
    Consumer<Expr> deeper = part -> collect(part, columns);
    Parts.forEach(expr, deeper, query -> {}, table -> {});
  }
}
