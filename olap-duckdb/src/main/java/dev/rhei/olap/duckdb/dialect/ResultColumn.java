package dev.rhei.olap.duckdb.dialect;

import dev.rhei.core.schema.Identifier;
import dev.rhei.olap.duckdb.dialect.Source.SourceColumn;
import dev.rhei.sql.Expr;
import dev.rhei.sql.Name;
import dev.rhei.sql.Query;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A result column before it is rewritten: a column of a star, or an expression.
 *
 * @param label as SQLite would print it
 * @param name as a select around this one knows it
 * @param labelUnsure whether SQLite may print another label
 * @param aliased whether the label is an alias
 */
record ResultColumn(
    String label,
    String name,
    boolean labelUnsure,
    boolean aliased,
    @Nullable SourceColumn column,
    @Nullable Expr expression) {

  Typed rewrite(ExpressionRewriter expressions, Scope scope) {
    if (expression != null) {
      return expressions.resultColumn(expression, scope);
    }
    if (column == null) {
      throw new IllegalStateException("an item is a column or an expression");
    }
    Groups groups = scope.seenGroups();
    return groups != null ? groups.inGroup(column) : column.typed();
  }

  static List<ResultColumn> of(List<Query.ResultItem> items, Scope scope) {
    List<ResultColumn> columns = new ArrayList<>();
    for (Query.ResultItem item : items) {
      if (item instanceof Query.Star star) {
        star(star.table(), scope, columns);
      } else if (item instanceof Query.Item one) {
        Expr expression = one.expression();
        if (one.alias() != null) {
          String alias = one.alias().text();
          columns.add(new ResultColumn(alias, alias, false, true, null, expression));
        } else {
          String name = ExpressionRewriter.columnName(expression, scope);
          boolean unsure =
              expression instanceof Expr.Column column && scope.isDoubleInGroup(column.name());
          String written =
              plain(expression) instanceof Expr.Column column ? column.name().text() : one.text();
          columns.add(
              new ResultColumn(
                  name != null ? name : one.text(), written, unsure, false, null, expression));
        }
      }
    }
    return columns;
  }

  private static void star(@Nullable Name table, Scope scope, List<ResultColumn> columns) {
    if (table == null) {
      Refusal.unless(!scope.operands().isEmpty(), "* without a table");
      for (SourceColumn column : Operand.all(scope.operands())) {
        columns.add(
            new ResultColumn(
                column.name(),
                column.name(),
                scope.isDoubleInGroup(Name.of(column.name())),
                false,
                column,
                null));
      }
      return;
    }
    List<Source> sources =
        scope.sources().stream().filter(s -> s.name().equals(table.folded())).toList();
    Refusal.unless(sources.size() == 1, table + ".*, of no one table");
    for (SourceColumn column : sources.get(0).columns()) {
      columns.add(
          new ResultColumn(
              column.name(),
              column.name(),
              scope.isDoubleInGroup(Name.of(column.name())),
              false,
              column,
              null));
    }
  }

  /** The result column that a term names by number or alias; -1 if it is an expression. */
  static int named(Expr term, List<ResultColumn> items) {
    if (term instanceof Expr.Collate collate) {
      return named(collate.operand(), items);
    }
    SelectRewriter.requireNoSignedNumber(term);
    if (term instanceof Expr.Number ordinal && ordinal.isInteger()) {
      return SelectRewriter.position(ordinal, items.size());
    }
    if (term instanceof Expr.Column column && column.table() == null) {
      String name = column.name().folded();
      for (int i = 0; i < items.size(); i++) {
        if (items.get(i).aliased() && Identifier.fold(items.get(i).label()).equals(name)) {
          return i;
        }
      }
    }
    return -1;
  }

  private static Expr plain(Expr e) {
    return e instanceof Expr.Collate collate ? plain(collate.operand()) : e;
  }
}
