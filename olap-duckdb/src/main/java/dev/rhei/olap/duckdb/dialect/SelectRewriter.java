package dev.rhei.olap.duckdb.dialect;

import dev.rhei.core.engine.ValueKind;
import dev.rhei.core.schema.SchemaRegistry;
import dev.rhei.olap.duckdb.dialect.Rewritten.Output;
import dev.rhei.olap.duckdb.dialect.Scope.Place;
import dev.rhei.sql.Expr;
import dev.rhei.sql.OrderTerm;
import dev.rhei.sql.Query;
import dev.rhei.sql.Window;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SELECT, with all of its clauses. Lives for one translation. */
final class SelectRewriter {
  private final ExpressionRewriter expressions;
  private final WithRewriter withs;
  private final FromRewriter froms;
  private final CompoundRewriter compounds;
  private int aliases;
  private boolean markNext;
  private boolean inVisitOrder;

  SelectRewriter(List<ValueKind> parameterKinds, SchemaRegistry schemas) {
    this.expressions = new ExpressionRewriter(this, new Parameters(parameterKinds));
    this.withs = new WithRewriter(this);
    this.froms = new FromRewriter(this, expressions, withs, schemas);
    this.compounds = new CompoundRewriter(this, expressions);
  }

  /** An alias that no other part of the query has. */
  String newAlias() {
    return "t" + aliases++;
  }

  /** From now on the query depends on the order in which SQLite comes by the rows of a table. */
  void dependOnVisitOrder() {
    inVisitOrder = true;
  }

  boolean isInVisitOrder() {
    return inVisitOrder;
  }

  /** Whether a view was expanded. */
  boolean readsViews() {
    return withs.readsViews();
  }

  /** The whole statement. */
  Rewritten statement(Query query) {
    Rewritten select = select(query, null, CommonTables.none());
    return new Rewritten(withs.clause() + select.sql(), select.outputs(), select.oneRow());
  }

  /** As {@link #select}; a sum of reals that cannot be known is NaN in the result. */
  Rewritten marked(Query query, Scope outer) {
    markNext = true;
    return select(query, outer, outer.commonTables());
  }

  Rewritten select(Query query, @Nullable Scope outer, CommonTables tables) {
    boolean marking = markNext;
    markNext = false;
    CommonTables inForce = tables.with(query.with());
    return query.isSimple() && query.arms().get(0).body() instanceof Query.Select select
        ? plain(query, select, new Scope(outer, inForce), marking)
        : compounds.rewrite(query, outer, inForce);
  }

  private Rewritten plain(Query query, Query.Select select, Scope scope, boolean marking) {
    for (Query.ResultItem item : select.items()) {
      if (item instanceof Query.Item column && column.alias() != null) {
        scope.addAlias(column.alias().folded(), column.expression());
      }
    }
    for (Window.Named window : select.windows()) {
      scope.addWindow(window.name().folded(), window.window());
    }
    if (AggregateFinder.hasSeveralWindows(select, query.orderBy())) {
      scope.haveSeveralWindows();
    }
    String from = froms.from(select.from(), scope);
    List<ResultColumn> items = ResultColumn.of(select.items(), scope);
    String where =
        select.where() == null
            ? ""
            : " WHERE " + expressions.rewrite(select.where(), scope).truth();
    group(select, query.orderBy(), items, scope, marking);

    scope.moveTo(Place.RESULT);
    List<Output> outputs = new ArrayList<>();
    List<String> columns = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<String> flags = new ArrayList<>();
    for (ResultColumn item : items) {
      Typed typed = item.rewrite(expressions, scope);
      int flag = typed.integral() == null ? -1 : items.size() + flags.size();
      if (flag >= 0) {
        flags.add(typed.isInteger() + " AS c" + flag);
      }
      names.add("c" + columns.size());
      String value = marking && typed.kind() == Kind.REAL ? typed.sql() : typed.value();
      columns.add((flag < 0 ? value : typed.besideFlag()) + " AS c" + columns.size());
      outputs.add(new Output(item.label(), item.name(), item.labelUnsure(), typed, flag));
    }
    for (int i = 0; i < flags.size(); i++) {
      names.add("c" + (items.size() + i));
    }
    columns.addAll(flags);
    String head = "SELECT " + String.join(", ", columns);
    String having = having(select, scope);
    Limits limits = Limits.of(query, expressions, scope);
    if (select.distinct()) {
      return distinct(query, items, outputs, head, from, where, having, limits, scope);
    }
    List<Ordering.Term> terms = order(query.orderBy(), items, outputs, scope);
    Groups groups = scope.groups();
    String tail = (groups == null ? from + where : groups.from(from, where)) + having;
    boolean one = groups != null && groups.isOne();
    List<Ordering.Term> tieBreak =
        query.orderBy().isEmpty() ? List.of() : Ordering.tieBreak(scope, query.orderBy());
    if (!limits.any() || one || select.from() == null) {
      List<Ordering.Term> all = new ArrayList<>(terms);
      all.addAll(tieBreak);
      return new Rewritten(head + tail + Ordering.clause(all) + limits.clause(), outputs, one);
    }
    String sql = TopRows.of(names, head, tail, terms, tieBreak, limits, newAlias());
    return new Rewritten(sql, outputs, limits.isOne());
  }

  private Rewritten distinct(
      Query query,
      List<ResultColumn> items,
      List<Output> outputs,
      String head,
      String from,
      String where,
      String having,
      Limits limits,
      Scope scope) {
    List<Integer> ordered = new ArrayList<>();
    for (OrderTerm term : query.orderBy()) {
      int output = ResultColumn.named(term.expression(), items);
      if (output < 0) {
        Typed typed = expressions.rewrite(strip(term.expression()), scope);
        output = indexOf(typed, outputs);
        Refusal.unless(
            output >= 0 || typed.constant() != null, "DISTINCT ordered by what it does not select");
      }
      ordered.add(output);
    }
    Groups groups = scope.groups();
    String tail = (groups == null ? from + where : groups.from(from, where)) + having;
    Rewritten rows =
        DistinctRows.of(new Rewritten(head + tail, outputs, false), head, tail, newAlias());
    if (query.orderBy().isEmpty() && !limits.any()) {
      return rows;
    }
    String alias = newAlias();
    List<Ordering.Term> terms = new ArrayList<>();
    for (int i = 0; i < ordered.size(); i++) {
      OrderTerm term = query.orderBy().get(i);
      if (ordered.get(i) >= 0) {
        Typed column = rows.column(ordered.get(i), alias);
        if (term.expression() instanceof Expr.Collate collate) {
          column = column.withCollation(Collation.named(collate.collation().text()), true);
        }
        terms.add(Ordering.term(term, column));
      }
    }
    boolean all =
        ordered.stream().filter(i -> i >= 0).distinct().count() == outputs.size()
            && query.orderBy().stream().noneMatch(t -> t.expression() instanceof Expr.Collate);
    return OrderedRows.of(rows, alias, terms, all, limits, this);
  }

  private static Expr strip(Expr e) {
    return e instanceof Expr.Collate collate ? strip(collate.operand()) : e;
  }

  private static int indexOf(Typed typed, List<Output> outputs) {
    for (int i = 0; i < outputs.size(); i++) {
      Typed output = outputs.get(i).typed();
      if (output.value().equals(typed.value()) && output.comparedBy() == typed.comparedBy()) {
        return i;
      }
    }
    return -1;
  }

  /** Finds out whether the select is grouped; if it is, puts its groups into the scope. */
  private void group(
      Query.Select select,
      List<OrderTerm> orderBy,
      List<ResultColumn> items,
      Scope scope,
      boolean marking) {
    List<Expr.Call> aggregates = new ArrayList<>(AggregateFinder.inResult(select));
    boolean grouped = !select.groupBy().isEmpty() || !aggregates.isEmpty();
    aggregates.addAll(AggregateFinder.behind(select, orderBy));
    if (!grouped) {
      Refusal.unless(
          select.having() == null && aggregates.isEmpty(), "HAVING or aggregates without groups");
      return;
    }
    Groups groups = new Groups(newAlias(), scope.sources(), marking);
    for (Expr expression : select.groupBy()) {
      requireNoSignedNumber(expression);
      Typed key =
          expression instanceof Expr.Number ordinal && ordinal.isInteger()
              ? items.get(position(ordinal, items.size())).rewrite(expressions, scope)
              : expressions.rewrite(expression, scope);
      if (key.constant() == null && key.kind() != Kind.NULL) {
        groups.addKey(key);
      } else {
        groups.addKey(Typed.of(Kind.INTEGER, "CAST(1 AS BIGINT)")); // one group, if any rows
      }
    }
    List<Expr.Call> extremes = aggregates.stream().filter(Aggregates::isExtreme).toList();
    if (extremes.size() == 1 && extremes.get(0).filter() == null) {
      Expr.Call extreme = extremes.get(0);
      Typed by = expressions.rewrite(extreme.arguments().get(0), scope);
      if (by.kind() != Kind.TYPED && by.kind() != Kind.NULL) {
        String function = extreme.name().folded().equals("max") ? "arg_max" : "arg_min";
        groups.takeBareColumnsFrom(new BareColumns(function, by.sortKey()));
      }
    }
    scope.group(groups);
  }

  /** SQLite counts columns by such a number, too, and finds none. */
  static void requireNoSignedNumber(Expr term) {
    Refusal.unless(
        !(term instanceof Expr.Unary unary
            && unary.operand() instanceof Expr.Number number
            && number.isInteger()),
        "a number with a sign in GROUP BY or ORDER BY");
  }

  /** The column, from 0, that a number in GROUP BY or ORDER BY means. */
  static int position(Expr.Number ordinal, int columns) {
    String digits = ordinal.text();
    int position = digits.length() > 6 ? 0 : Integer.parseInt(digits);
    Refusal.unless(position >= 1 && position <= columns, "column number " + digits);
    return position - 1;
  }

  private String having(Query.Select select, Scope scope) {
    return select.having() == null
        ? ""
        : " WHERE " + expressions.rewrite(select.having(), scope).truth();
  }

  /** The terms that order something. */
  private List<Ordering.Term> order(
      List<OrderTerm> orderBy, List<ResultColumn> items, List<Output> outputs, Scope scope) {
    List<Ordering.Term> terms = new ArrayList<>();
    for (OrderTerm term : orderBy) {
      int output = ResultColumn.named(term.expression(), items);
      Typed typed;
      if (output < 0) {
        typed = expressions.rewrite(term.expression(), scope);
      } else {
        typed = outputs.get(output).typed();
        if (term.expression() instanceof Expr.Collate collate) {
          typed = typed.withCollation(Collation.named(collate.collation().text()), true);
        }
      }
      if (typed.constant() == null && typed.kind() != Kind.NULL) {
        terms.add(Ordering.term(term, typed));
      }
    }
    return terms;
  }
}
