package dev.rhei.olap.duckdb.dialect;

import dev.rhei.core.schema.Identifier;
import dev.rhei.core.schema.SchemaRegistry;
import dev.rhei.core.schema.TableSchema;
import dev.rhei.olap.duckdb.dialect.Source.SourceColumn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.select.WithItem;
import org.jspecify.annotations.Nullable;

/**
 * FROM: tables, derived tables, common table expressions, and the joins between them. Joins are
 * written out one after the other, the comma too, for SQLite gives all of them the same weight.
 */
final class FromRewriter {
  private final SelectRewriter selects;
  private final ExpressionRewriter expressions;
  private final SchemaRegistry schemas;

  FromRewriter(SelectRewriter selects, ExpressionRewriter expressions, SchemaRegistry schemas) {
    this.selects = selects;
    this.expressions = expressions;
    this.schemas = schemas;
  }

  /** The clause with its keyword, and its tables in the scope; empty without a FROM. */
  String from(PlainSelect select, Scope scope) {
    if (select.getFromItem() == null) {
      return "";
    }
    List<Join> joins = select.getJoins() == null ? List.of() : select.getJoins();
    List<String> items = new ArrayList<>();
    items.add(item(select.getFromItem(), scope));
    for (Join join : joins) {
      requireKnown(join);
      items.add(item(join.getFromItem(), scope));
    }
    // conditions see every table of the FROM; one that names a later table is DuckDB's to refuse
    StringBuilder sql = new StringBuilder(" FROM ").append(items.get(0));
    for (int i = 1; i < items.size(); i++) {
      Join join = joins.get(i - 1);
      List<String> conditions = conditions(join, i, scope);
      if (conditions.isEmpty()) {
        sql.append(join.isLeft() ? " LEFT JOIN " : " CROSS JOIN ").append(items.get(i));
        sql.append(join.isLeft() ? " ON TRUE" : "");
      } else {
        sql.append(join.isLeft() ? " LEFT JOIN " : " JOIN ").append(items.get(i));
        sql.append(" ON ").append(String.join(" AND ", conditions));
      }
    }
    return sql.toString();
  }

  private static void requireKnown(Join join) {
    boolean known =
        !join.isRight()
            && !join.isFull()
            && !join.isNatural()
            && !join.isSemi()
            && !join.isStraight()
            && !join.isApply()
            && !join.isFetch()
            && !join.isAsOf()
            && !join.isAny()
            && !join.isAll()
            && !join.isGlobal()
            && !join.isArray()
            && !join.isWindowJoin()
            && join.getJoinHint() == null
            && (!join.isOuter() || join.isLeft());
    Refusal.unless(known, "the join '" + join + "'");
  }

  private List<String> conditions(Join join, int position, Scope scope) {
    List<String> conditions = new ArrayList<>();
    if (join.getOnExpressions() != null) {
      Refusal.unless(join.getOnExpressions().size() <= 1, "several ON clauses in a row");
      for (Expression condition : join.getOnExpressions()) {
        conditions.add(expressions.rewrite(condition, scope).truth());
      }
    }
    if (join.getUsingColumns() != null) {
      for (Column column : join.getUsingColumns()) {
        conditions.add(using(Names.folded(column.getColumnName()), position, scope));
      }
    }
    return conditions;
  }

  /** The first table to the left that has the column; the right one's is no longer seen alone. */
  private static String using(String name, int position, Scope scope) {
    SourceColumn left = null;
    for (int i = 0; i < position && left == null; i++) {
      left = named(scope.sources().get(i), name, scope);
    }
    SourceColumn right = named(scope.sources().get(position), name, scope);
    if (left == null || right == null) {
      throw new Refusal("USING (" + name + "), which is not a column of both sides");
    }
    scope.merge(right);
    return Comparisons.compare("=", left.typed(), right.typed()).sql();
  }

  private static @Nullable SourceColumn named(Source source, String name, Scope scope) {
    for (SourceColumn column : source.columns()) {
      if (column.isNamed(name) && !scope.isMerged(column)) {
        return column;
      }
    }
    return null;
  }

  private String item(FromItem item, Scope scope) {
    if (item instanceof Table table) {
      return table(table, scope);
    }
    if (item instanceof ParenthesedSelect select) {
      Alias alias = select.getAlias();
      requirePlain(alias);
      String name = alias == null ? "" : Names.folded(alias.getName());
      Rewritten inner = selects.derived(select, scope.outer(), scope.commonTables());
      return derived(inner, List.of(), name, scope);
    }
    throw new Refusal("'" + item + "' in FROM");
  }

  private String table(Table table, Scope scope) {
    Understood.require(table);
    requirePlain(table.getAlias());
    String written = Names.unquote(table.getName());
    String folded = Identifier.fold(written);
    String name = table.getAlias() == null ? folded : Names.folded(table.getAlias().getName());
    if (table.getSchemaName() == null) {
      CommonTables defining = scope.commonTables().defining(folded);
      if (defining != null) {
        return commonTable(defining, folded, name, scope);
      }
    } else {
      Refusal.unless(
          Names.folded(table.getSchemaName()).equals("main"),
          "the table '" + table + "' of another schema");
    }
    TableSchema schema =
        schemas
            .find(written)
            .orElseThrow(() -> new Refusal("'" + written + "', which is not on the copy"));
    String alias = selects.newAlias();
    scope.add(Source.of(schema, name, alias));
    return Identifier.quote(schema.name()) + " " + alias;
  }

  private String commonTable(CommonTables defining, String folded, String name, Scope scope) {
    WithItem<?> item = defining.enter(folded);
    try {
      if (item == null
          || item.getWithFunctionDeclaration() != null
          || item.getSearchClause() != null
          || item.getCycleClause() != null
          || !(item.getParenthesedStatement() instanceof ParenthesedSelect select)) {
        throw new Refusal("the common table '" + folded + "'");
      }
      List<String> names = new ArrayList<>();
      if (item.getWithItemList() != null) {
        for (SelectItem<?> column : item.getWithItemList()) {
          names.add(Names.unquote(column.toString()));
        }
      }
      return derived(selects.derived(select, null, defining), names, name, scope);
    } finally {
      defining.leave(folded);
    }
  }

  /** A derived table; its columns are known by their labels, or by the names given. */
  private String derived(Rewritten inner, List<String> names, String name, Scope scope) {
    Refusal.unless(
        names.isEmpty() || names.size() == inner.outputs().size(),
        "a common table with more or fewer columns than named");
    String alias = selects.newAlias();
    List<SourceColumn> columns = new ArrayList<>();
    Set<String> labels = new HashSet<>();
    for (int i = 0; i < inner.outputs().size(); i++) {
      String label = names.isEmpty() ? inner.outputs().get(i).label() : names.get(i);
      Refusal.unless(
          labels.add(Identifier.fold(label)), "a derived table with two columns '" + label + "'");
      Typed typed = inner.outputs().get(i).typed().asColumn(alias + ".c" + i);
      columns.add(new SourceColumn(label, typed));
    }
    scope.add(new Source(name, columns, null, List.of()));
    return "(" + inner.sql() + ") " + alias;
  }

  private static void requirePlain(@Nullable Alias alias) {
    Refusal.unless(
        alias == null || alias.getAliasColumns() == null || alias.getAliasColumns().isEmpty(),
        "an alias with columns");
  }
}
