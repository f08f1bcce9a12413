package dev.rhei.olap.duckdb.dialect;

import dev.rhei.core.engine.ValueKind;
import dev.rhei.core.schema.Identifier;
import dev.rhei.core.schema.SchemaRegistry;
import dev.rhei.olap.duckdb.dialect.Rewritten.Output;
import dev.rhei.olap.duckdb.dialect.Scope.Place;
import dev.rhei.olap.duckdb.dialect.Source.SourceColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.GroupByElement;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.select.SetOperationList;
import org.jspecify.annotations.Nullable;

/** SELECT, with all of its clauses. Lives for one translation. */
final class SelectRewriter {
  private final SqlParse source;
  private final Parameters parameters;
  private final ExpressionRewriter expressions;
  private final FromRewriter froms;
  private final SetOperations setOperations;
  private int aliases;

  SelectRewriter(SqlParse source, List<ValueKind> parameterKinds, SchemaRegistry schemas) {
    this.source = source;
    this.parameters = new Parameters(parameterKinds);
    this.expressions = new ExpressionRewriter(this, parameters);
    this.froms = new FromRewriter(this, expressions, schemas);
    this.setOperations = new SetOperations(this, parameters);
  }

  /** An alias that no other part of the query has. */
  String newAlias() {
    return "t" + aliases++;
  }

  Rewritten query() {
    return select(source.select(), null, CommonTables.none(), true);
  }

  /** A select inside an expression; it sees the columns around it. */
  Rewritten subquery(ParenthesedSelect select, Scope scope) {
    return derived(select, scope, scope.commonTables());
  }

  /** A select in parentheses; it sees the columns of {@code outer}. */
  Rewritten derived(ParenthesedSelect select, @Nullable Scope outer, CommonTables tables) {
    Refusal.unless(
        !Limits.has(select)
            && select.getOrderByElements() == null
            && select.getWithItemsList() == null
            && select.getSampleClause() == null
            && select.getPivot() == null
            && select.getUnPivot() == null
            && select.getFetch() == null,
        "a clause behind the parentheses of a select");
    return select(select.getSelect(), outer, tables);
  }

  Rewritten select(Select select, @Nullable Scope outer, CommonTables tables) {
    return select(select, outer, tables, false);
  }

  /** The result of the whole query may have columns beside those asked for. */
  private Rewritten select(
      Select select, @Nullable Scope outer, CommonTables tables, boolean wholeQuery) {
    CommonTables inForce = tables.with(select.getWithItemsList());
    if (select instanceof PlainSelect plain) {
      return plain(plain, new Scope(outer, inForce), wholeQuery);
    }
    if (select instanceof SetOperationList list) {
      return setOperations.rewrite(list, outer, inForce);
    }
    throw new Refusal("'" + select + "'");
  }

  private Rewritten plain(PlainSelect select, Scope scope, boolean wholeQuery) {
    Understood.require(select);
    for (SelectItem<?> item : select.getSelectItems()) {
      if (item.getAlias() != null) {
        scope.addAlias(Names.folded(item.getAlias().getName()), item.getExpression());
      }
    }
    String from = froms.from(select, scope);
    List<Item> items = items(select, scope);
    String where =
        select.getWhere() == null
            ? ""
            : " WHERE " + expressions.rewrite(select.getWhere(), scope).truth();
    group(select, items, scope);

    scope.moveTo(Place.RESULT);
    boolean distinct = isDistinct(select);
    List<Output> outputs = new ArrayList<>();
    List<String> columns = new ArrayList<>();
    List<String> flags = new ArrayList<>();
    for (Item item : items) {
      Typed typed = item.rewrite(expressions, scope);
      if (wholeQuery && !distinct && typed.integral() != null) {
        columns.add(typed.besideFlag());
        outputs.add(new Output(item.label(), typed, items.size() + flags.size()));
        flags.add(typed.isInteger());
      } else {
        Typed canonical = typed.canonical();
        if (distinct) {
          Comparisons.requireBinary(canonical);
        }
        columns.add(canonical.value());
        outputs.add(new Output(item.label(), canonical));
      }
    }
    columns.addAll(flags);
    String head = (distinct ? "SELECT DISTINCT " : "SELECT ") + named(columns);
    String having = having(select, scope);
    List<Ordering.Term> terms = order(select, items, outputs, distinct, scope);
    String rows = (scope.isGrouped() ? groups(scope, from, where) : from + where) + having;
    String text = limited(select, head, rows, terms, distinct, scope, columns.size());
    return new Rewritten(text, outputs, scope.isOneGroup());
  }

  private static String named(List<String> columns) {
    StringBuilder named = new StringBuilder();
    for (int i = 0; i < columns.size(); i++) {
      named.append(i == 0 ? "" : ", ").append(columns.get(i)).append(" AS c").append(i);
    }
    return named.toString();
  }

  /** The select with its ORDER BY and LIMIT. */
  private String limited(
      PlainSelect select,
      String head,
      String tail,
      List<Ordering.Term> terms,
      boolean distinct,
      Scope scope,
      int outputs) {
    List<OrderByElement> elements =
        select.getOrderByElements() == null ? List.of() : select.getOrderByElements();
    List<Ordering.Term> tieBreak =
        elements.isEmpty() || distinct ? List.of() : Ordering.tieBreak(scope, elements);
    if (!Limits.has(select)) {
      List<Ordering.Term> all = new ArrayList<>(terms);
      all.addAll(tieBreak);
      return head + tail + Ordering.clause(all);
    }
    Limits limits = Limits.of(select, parameters);
    if (scope.isOneGroup()) {
      return head + tail + limits.clause();
    }
    Refusal.unless(!elements.isEmpty(), "LIMIT without ORDER BY");
    if (distinct) {
      long ordered = terms.stream().map(Ordering.Term::sql).distinct().count();
      Refusal.unless(ordered == outputs, "DISTINCT with a LIMIT and not ordered by all columns");
      return head + tail + Ordering.clause(terms) + limits.clause();
    }
    return TopRows.of(outputs, head, tail, terms, tieBreak, limits, newAlias());
  }

  private static boolean isDistinct(PlainSelect select) {
    Refusal.unless(
        select.getDistinct() == null
            || select.getDistinct().toString().equalsIgnoreCase("DISTINCT"),
        "'" + select.getDistinct() + "'");
    return select.getDistinct() != null;
  }

  /** A result column before it is rewritten: a column of a star, or an expression. */
  private record Item(
      String label,
      boolean aliased,
      @Nullable SourceColumn column,
      @Nullable Expression expression) {
    Typed rewrite(ExpressionRewriter expressions, Scope scope) {
      if (expression != null) {
        return expressions.resultColumn(expression, scope);
      }
      if (column == null) {
        throw new IllegalStateException("an item is a column or an expression");
      }
      return scope.seesGroups() ? scope.inGroup(column) : column.typed();
    }
  }

  private List<Item> items(PlainSelect select, Scope scope) {
    List<Item> items = new ArrayList<>();
    for (SelectItem<?> item : select.getSelectItems()) {
      Expression expression = item.getExpression();
      if (expression instanceof AllColumns star) {
        star(star, scope, items);
      } else if (item.getAlias() != null) {
        items.add(new Item(Names.unquote(item.getAlias().getName()), true, null, expression));
      } else {
        String column = expressions.columnName(expression, scope);
        String label = column != null ? column : source.source(item);
        items.add(new Item(label, false, null, expression));
      }
    }
    return items;
  }

  private static void star(AllColumns star, Scope scope, List<Item> items) {
    Refusal.unless(
        star.getExceptColumns() == null && star.getReplaceExpressions() == null, "'" + star + "'");
    String qualifier = null;
    if (star instanceof AllTableColumns of) {
      Refusal.unless(of.getTable().getNameParts().size() == 1, "'" + star + "'");
      qualifier = Names.folded(of.getTable().getName());
    }
    int tables = 0;
    for (Source table : scope.sources()) {
      if (qualifier == null || table.name().equals(qualifier)) {
        tables++;
        for (SourceColumn column : table.columns()) {
          if (qualifier != null || !scope.isMerged(column)) {
            items.add(new Item(column.name(), false, column, null));
          }
        }
      }
    }
    Refusal.unless(qualifier == null ? tables > 0 : tables == 1, "'" + star + "' of no one table");
  }

  /** Finds out whether the select is grouped; if it is, puts its keys into the scope. */
  private void group(PlainSelect select, List<Item> items, Scope scope) {
    GroupByElement groupBy = select.getGroupBy();
    if (groupBy == null && !AggregateFinder.finds(select)) {
      return;
    }
    List<Typed> keys = new ArrayList<>();
    if (groupBy != null) {
      Refusal.unless(
          groupBy.getGroupingSets().isEmpty()
              && !groupBy.isMysqlWithRollup()
              && !groupBy.hasGroupBySortDirections()
              && !groupBy.isUsingBrackets(),
          "'" + groupBy + "'");
      for (Expression expression : groupBy.getGroupByExpressionList()) {
        Typed key =
            expression instanceof LongValue ordinal
                ? items.get(position(ordinal, items.size())).rewrite(expressions, scope)
                : expressions.rewrite(expression, scope);
        Comparisons.requireBinary(key);
        keys.add(key.canonical());
      }
    }
    scope.group(newAlias());
    keys.forEach(scope::addKey);
  }

  /** The column, from 0, that a number in GROUP BY or ORDER BY means. */
  static int position(LongValue ordinal, int columns) {
    String digits = ordinal.getStringValue();
    int position = digits.length() > 6 ? 0 : Integer.parseInt(digits);
    Refusal.unless(position >= 1 && position <= columns, "column number " + digits);
    return position - 1;
  }

  /** The inner SELECT as a FROM; by now the outer one has asked for every aggregate. */
  private static String groups(Scope scope, String from, String where) {
    List<String> columns = new ArrayList<>();
    List<String> positions = new ArrayList<>();
    for (Map.Entry<String, String> key : scope.keys().entrySet()) {
      columns.add(key.getKey() + " AS " + key.getValue());
      positions.add(Integer.toString(columns.size()));
    }
    scope.aggregates().forEach((call, column) -> columns.add(call + " AS " + column));
    if (columns.isEmpty()) {
      columns.add("count(*)"); // an aggregate that only ORDER BY had: still one row
    }
    String grouped =
        "SELECT "
            + String.join(", ", columns)
            + from
            + where
            + (positions.isEmpty() ? "" : " GROUP BY " + String.join(", ", positions));
    if (!scope.computed().isEmpty()) {
      StringBuilder computed = new StringBuilder("SELECT *");
      scope
          .computed()
          .forEach((text, column) -> computed.append(", ").append(text).append(" AS " + column));
      grouped = computed + " FROM (" + grouped + ") " + scope.groups();
    }
    return " FROM (" + grouped + ") " + scope.groups();
  }

  private String having(PlainSelect select, Scope scope) {
    if (select.getHaving() == null) {
      return "";
    }
    Refusal.unless(scope.isGrouped(), "HAVING without groups");
    return " WHERE " + expressions.rewrite(select.getHaving(), scope).truth();
  }

  /** The terms that order something; those of a DISTINCT are numbers of columns. */
  private List<Ordering.Term> order(
      PlainSelect select, List<Item> items, List<Output> outputs, boolean distinct, Scope scope) {
    List<Ordering.Term> terms = new ArrayList<>();
    if (select.getOrderByElements() == null) {
      return terms;
    }
    for (OrderByElement element : select.getOrderByElements()) {
      int output = output(element.getExpression(), items);
      Typed typed =
          output < 0
              ? expressions.rewrite(element.getExpression(), scope)
              : outputs.get(output).typed();
      if (typed.constant() != null || typed.kind() == Kind.NULL) {
        continue;
      }
      Ordering.Term term = Ordering.term(element, typed);
      if (distinct) {
        int same = output < 0 ? indexOf(typed, outputs) : output;
        Refusal.unless(same >= 0, "DISTINCT ordered by what it does not select");
        term = new Ordering.Term(Integer.toString(same + 1), term.direction());
      }
      terms.add(term);
    }
    return terms;
  }

  /** The result column that a term names by number or alias; -1 if it is an expression. */
  private static int output(Expression term, List<Item> items) {
    if (term instanceof LongValue ordinal) {
      return position(ordinal, items.size());
    }
    Column column = Names.column(term);
    if (column != null && column.getTable() == null) {
      String name = Names.folded(column.getColumnName());
      for (int i = 0; i < items.size(); i++) {
        if (items.get(i).aliased() && Identifier.fold(items.get(i).label()).equals(name)) {
          return i;
        }
      }
    }
    return -1;
  }

  private static int indexOf(Typed typed, List<Output> outputs) {
    for (int i = 0; i < outputs.size(); i++) {
      if (outputs.get(i).typed().value().equals(typed.canonical().value())) {
        return i;
      }
    }
    return -1;
  }
}
