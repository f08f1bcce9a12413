package dev.rhei.router;

import dev.rhei.sql.Expr;
import dev.rhei.sql.OrderTerm;
import dev.rhei.sql.Query;
import dev.rhei.sql.Source;
import dev.rhei.sql.Window;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The immediate parts of an expression, for who looks for something in all of it. */
final class Parts {
  private final Consumer<Expr> expressions;
  private final Consumer<Query> queries;
  private final Consumer<Source.Table> tables;

  private Parts(
      Consumer<Expr> expressions, Consumer<Query> queries, Consumer<Source.Table> tables) {
    this.expressions = expressions;
    this.queries = queries;
    this.tables = tables;
  }

  /**
   * Calls back for each.
   *
   * @param queries subqueries
   * @param tables of {@code x IN table}
   */
  static void forEach(
      Expr expr,
      Consumer<Expr> expressions,
      Consumer<Query> queries,
      Consumer<Source.Table> tables) {
    new Parts(expressions, queries, tables).parts(expr);
  }

  private void parts(Expr expr) {
    if (expr instanceof Expr.Unary unary) {
      expressions.accept(unary.operand());
    } else if (expr instanceof Expr.Binary binary) {
      expressions.accept(binary.left());
      expressions.accept(binary.right());
    } else if (expr instanceof Expr.Match match) {
      expressions.accept(match.text());
      expressions.accept(match.pattern());
      optional(match.escape());
    } else if (expr instanceof Expr.Between between) {
      expressions.accept(between.value());
      expressions.accept(between.low());
      expressions.accept(between.high());
    } else if (expr instanceof Expr.InList in) {
      expressions.accept(in.value());
      in.items().forEach(expressions);
    } else if (expr instanceof Expr.InQuery in) {
      expressions.accept(in.value());
      queries.accept(in.query());
    } else if (expr instanceof Expr.InTable in) {
      expressions.accept(in.value());
      tables.accept(in.table());
    } else if (expr instanceof Expr.NullTest test) {
      expressions.accept(test.operand());
    } else if (expr instanceof Expr.Case choice) {
      optional(choice.subject());
      for (Expr.When when : choice.whens()) {
        expressions.accept(when.condition());
        expressions.accept(when.value());
      }
      optional(choice.otherwise());
    } else if (expr instanceof Expr.Cast cast) {
      expressions.accept(cast.operand());
    } else if (expr instanceof Expr.Collate collate) {
      expressions.accept(collate.operand());
    } else if (expr instanceof Expr.Call call) {
      call(call);
    } else if (expr instanceof Expr.Exists exists) {
      queries.accept(exists.query());
    } else if (expr instanceof Expr.Subquery subquery) {
      queries.accept(subquery.query());
    } else if (expr instanceof Expr.Row row) {
      row.items().forEach(expressions);
    }
  }

  private void call(Expr.Call call) {
    call.arguments().forEach(expressions);
    order(call.orderBy());
    optional(call.filter());
    if (call.over() != null) {
      window(call.over(), expressions);
    }
  }

  private void order(Iterable<OrderTerm> terms) {
    terms.forEach(term -> expressions.accept(term.expression()));
  }

  /** The expressions of a window. */
  static void window(Window window, Consumer<Expr> expressions) {
    window.partitionBy().forEach(expressions);
    window.orderBy().forEach(term -> expressions.accept(term.expression()));
    if (window.frame() != null) {
      bound(window.frame().start(), expressions);
      bound(window.frame().end(), expressions);
    }
  }

  private static void bound(Window.Bound bound, Consumer<Expr> expressions) {
    if (bound.offset() != null) {
      expressions.accept(bound.offset());
    }
  }

  private void optional(@Nullable Expr expr) {
    if (expr != null) {
      expressions.accept(expr);
    }
  }
}
