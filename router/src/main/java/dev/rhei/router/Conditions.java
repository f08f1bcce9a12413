package dev.rhei.router;

import dev.rhei.router.QueryFacts.Comparison;
import dev.rhei.router.QueryFacts.Condition;
import dev.rhei.router.QueryFacts.Filter;
import dev.rhei.router.QueryFacts.Operand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a query compares the columns of one of its sources with. */
final class Conditions {
  private final String source;
  private final Tables tables;
  private final Tables.Known table;
  private final List<Filter> filters;

  Conditions(String source, Tables tables, Tables.Known table, List<Filter> filters) {
    this.source = source;
    this.tables = tables;
    this.table = table;
    this.filters = filters;
  }

  /** That the column equals something, or one of several; null if there is no such condition. */
  @Nullable Condition equality(String column) {
    for (Filter filter : filters) {
      Condition condition = filter.condition();
      if (condition != null && isOn(condition, column) && isEquality(condition.comparison())) {
        return condition;
      }
    }
    return null;
  }

  private static boolean isEquality(Comparison comparison) {
    return switch (comparison) {
      case EQUAL, IN_LIST, IN_QUERY, IS_NULL -> true;
      case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, BETWEEN -> false;
    };
  }

  /** What the column is greater than; null for nothing. */
  @Nullable Operand lowerBound(String column) {
    Operand bound = null;
    for (Filter filter : filters) {
      Condition condition = filter.condition();
      if (condition != null && isOn(condition, column)) {
        bound =
            switch (condition.comparison()) {
              case GREATER, GREATER_EQUAL, BETWEEN -> condition.operands().get(0);
              case EQUAL, IN_LIST, IN_QUERY, IS_NULL, LESS, LESS_EQUAL -> bound;
            };
      }
    }
    return bound;
  }

  /** What the column is less than; null for nothing. */
  @Nullable Operand upperBound(String column) {
    Operand bound = null;
    for (Filter filter : filters) {
      Condition condition = filter.condition();
      if (condition != null && isOn(condition, column)) {
        bound =
            switch (condition.comparison()) {
              case LESS, LESS_EQUAL -> condition.operands().get(0);
              case BETWEEN -> condition.operands().get(1);
              case EQUAL, IN_LIST, IN_QUERY, IS_NULL, GREATER, GREATER_EQUAL -> bound;
            };
      }
    }
    return bound;
  }

  private boolean isOn(Condition condition, String column) {
    return tables.belongs(condition.column(), source, table)
        && Tables.same(table, condition.column().name(), column);
  }
}
