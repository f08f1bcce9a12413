package dev.rhei.olap.duckdb.dialect;

import dev.rhei.sql.Expr;
import dev.rhei.sql.OrderTerm;
import dev.rhei.sql.Query;
import dev.rhei.sql.Window;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The aggregates of a SELECT's own, not those of selects inside. */
final class AggregateFinder {
  private final List<Expr.Call> found = new ArrayList<>();
  private final Set<Window> windows = new HashSet<>();

  private AggregateFinder() {}

  /** Whether the select has window functions over different windows. */
  static boolean hasSeveralWindows(Query.Select select, List<OrderTerm> orderBy) {
    AggregateFinder finder = new AggregateFinder();
    for (Query.ResultItem item : select.items()) {
      if (item instanceof Query.Item column) {
        finder.look(column.expression());
      }
    }
    orderBy.forEach(term -> finder.look(term.expression()));
    return finder.windows.size() > 1;
  }

  /** Those in the result. */
  static List<Expr.Call> inResult(Query.Select select) {
    AggregateFinder finder = new AggregateFinder();
    for (Query.ResultItem item : select.items()) {
      if (item instanceof Query.Item column) {
        finder.look(column.expression());
      }
    }
    return finder.found;
  }

  /** Those elsewhere, which need groups and do not make them. */
  static List<Expr.Call> behind(Query.Select select, List<OrderTerm> orderBy) {
    AggregateFinder finder = new AggregateFinder();
    finder.look(select.having());
    orderBy.forEach(term -> finder.look(term.expression()));
    return finder.found;
  }

  private void look(@Nullable Expr e) {
    if (e instanceof Expr.Call call) {
      if (call.over() == null && call.isAggregate()) {
        found.add(call);
      } else {
        call.arguments().forEach(this::look);
        look(call.filter());
        if (call.over() != null) {
          windows.add(call.over());
          call.over().partitionBy().forEach(this::look);
          call.over().orderBy().forEach(term -> look(term.expression()));
        }
      }
    } else if (e instanceof Expr.Unary unary) {
      look(unary.operand());
    } else if (e instanceof Expr.Binary binary) {
      look(binary.left());
      look(binary.right());
    } else if (e instanceof Expr.Match match) {
      look(match.text());
      look(match.pattern());
      look(match.escape());
    } else if (e instanceof Expr.Between between) {
      look(between.value());
      look(between.low());
      look(between.high());
    } else if (e instanceof Expr.InList in) {
      look(in.value());
      in.items().forEach(this::look);
    } else if (e instanceof Expr.InQuery in) {
      look(in.value());
    } else if (e instanceof Expr.InTable in) {
      look(in.value());
    } else if (e instanceof Expr.NullTest test) {
      look(test.operand());
    } else if (e instanceof Expr.Case choice) {
      look(choice.subject());
      choice.whens().forEach(when -> look(when.condition()));
      choice.whens().forEach(when -> look(when.value()));
      look(choice.otherwise());
    } else if (e instanceof Expr.Cast cast) {
      look(cast.operand());
    } else if (e instanceof Expr.Collate collate) {
      look(collate.operand());
    } else if (e instanceof Expr.Row row) {
      row.items().forEach(this::look);
    }
  }
}
