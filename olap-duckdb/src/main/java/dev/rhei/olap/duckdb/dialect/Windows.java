package dev.rhei.olap.duckdb.dialect;

import dev.rhei.olap.duckdb.function.JsonAggregates;
import dev.rhei.sql.Expr;
import dev.rhei.sql.OrderTerm;
import dev.rhei.sql.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Window functions. Some depend on the order of rows that their ORDER BY does not tell apart; those
 * of one table then come in the order of SQLite's visit, and with several tables it is an error at
 * run time if there are such rows.
 */
final class Windows {
  private static final Set<String> RANKS =
      Set.of("rank", "dense_rank", "percent_rank", "cume_dist");

  /** Functions that look at the order of rows and not at the frame. */
  private static final Set<String> BY_ORDER = Set.of("row_number", "ntile", "lag", "lead");

  /** Functions that look at the order of rows in the frame. */
  private static final Set<String> IN_FRAME = Set.of("first_value", "last_value", "nth_value");

  private final ExpressionRewriter expressions;

  Windows(ExpressionRewriter expressions) {
    this.expressions = expressions;
  }

  Typed call(Expr.Call call, Scope scope) {
    Refusal.unless(scope.place() == Scope.Place.RESULT, "a window function in this place");
    Refusal.unless(!call.distinct() && call.orderBy().isEmpty(), "DISTINCT in a window function");
    Window window = resolved(call.over(), scope);
    String name = call.name().folded();
    List<Typed> arguments = expressions.rewriteAll(call.arguments(), scope);
    String partition = partition(window, scope);
    List<Ordering.Term> order = order(window, scope);
    String filter =
        call.filter() == null
            ? ""
            : " FILTER (WHERE " + expressions.rewrite(call.filter(), scope).truth() + ")";
    if (RANKS.contains(name)) {
      Refusal.unless(arguments.isEmpty() && filter.isEmpty(), name + "() with arguments");
      String over = over(partition, order, "");
      return name.equals("rank") || name.equals("dense_rank")
          ? Typed.of(Kind.INTEGER, rank(name, order, over))
          : Typed.real(rank(name, order, over), false);
    }
    boolean byOrder = BY_ORDER.contains(name);
    boolean inFrame = IN_FRAME.contains(name);
    boolean concat = name.equals("group_concat") || name.equals("string_agg");
    boolean collects = concat || JsonAggregates.contains(name);
    boolean rows = window.frame() != null && window.frame().unit() == Window.Unit.ROWS;
    List<Ordering.Term> visit = visit(scope);
    List<Ordering.Term> ordered = new ArrayList<>(order);
    boolean settled = (byOrder || rows) && !visit.isEmpty();
    if (settled) {
      if (scope.groups() == null) {
        expressions.dependOnVisitOrder();
      }
      ordered.addAll(visit);
    }
    boolean sensitive = byOrder || inFrame || collects || rows;
    String frame = byOrder ? "" : frame(window, order, scope);
    String over = over(partition, ordered, frame);
    UnaryGuard guard =
        sensitive && !settled ? new UnaryGuard(over(partition, order, ""), order.isEmpty()) : null;
    if (byOrder || inFrame) {
      Refusal.unless(filter.isEmpty(), "FILTER with " + name + "()");
      return guarded(positional(name, arguments, over), guard);
    }
    Refusal.unless(call.isAggregate(), "the window function " + name + "()");
    if (!arguments.isEmpty() && !collects && !name.equals("count") && !name.startsWith("m")) {
      Kind kind = Numbers.ofSummand(arguments.get(0)).kind();
      boolean grows =
          window.frame() == null
              || (window.frame().start().edge() == Window.Edge.UNBOUNDED_PRECEDING
                  && window.frame().exclude() == Window.Exclude.NO_OTHERS);
      Refusal.unless(
          kind == Kind.INTEGER || kind == Kind.NULL || grows,
          name + "() of reals over a frame that moves");
      Refusal.unless( // a sum of reals names its argument some forty times
          kind == Kind.INTEGER || kind == Kind.NULL || !arguments.get(0).sql().contains("SELECT "),
          name + "() of a subquery's reals over a window");
    }
    Typed plain =
        concat
            ? concat(arguments, filter + over)
            : Aggregates.call(
                call, arguments, new Aggregates.Rows(List.of(), List.of()), sink(filter + over));
    return guarded(plain, guard);
  }

  /** The order in which SQLite comes by the rows; empty if it is not known. */
  private static List<Ordering.Term> visit(Scope scope) {
    if (scope.hasSeveralWindows()) {
      return List.of();
    }
    return scope.groups() == null ? Ordering.visit(scope) : Ordering.tieBreak(scope, List.of());
  }

  private static String rank(String name, List<Ordering.Term> order, String over) {
    if (!order.isEmpty()) {
      return name + "()" + over;
    }
    return switch (name) { // all rows are peers
      case "percent_rank" -> "(0e0 * count(*)" + over + ")";
      case "cume_dist" -> "(1e0 + 0e0 * count(*)" + over + ")";
      default -> "(1 + 0 * count(*)" + over + ")";
    };
  }

  /** Raises an error where several rows are equal for the window's ORDER BY. */
  private record UnaryGuard(String over, boolean unordered) {
    String peers() {
      String all = "count(*)" + over;
      return unordered
          ? all
          : "count(*)" + over.substring(0, over.length() - 1) + " GROUPS CURRENT ROW)";
    }
  }

  private static Typed guarded(Typed value, @Nullable UnaryGuard guard) {
    if (guard == null) {
      return value;
    }
    Typed typed = value.integral() == null ? value : Tagged.typed(value);
    return Typed.of(
        typed.kind(),
        Typed.guarded(
            guard.peers() + " > 1", "rows that are equal for a window's order", typed.value()));
  }

  private Window resolved(@Nullable Window over, Scope scope) {
    if (over == null) {
      throw new IllegalStateException("a window function has a window");
    }
    if (over.base() == null) {
      return over;
    }
    Window base = resolved(scope.window(over.base().folded()), scope);
    if (over.plain()) {
      return base;
    }
    Refusal.unless(
        over.partitionBy().isEmpty()
            && base.frame() == null
            && (base.orderBy().isEmpty() || over.orderBy().isEmpty()),
        "a window that overrides another");
    return new Window(
        null,
        false,
        base.partitionBy(),
        base.orderBy().isEmpty() ? over.orderBy() : base.orderBy(),
        over.frame());
  }

  private static String over(String partition, List<Ordering.Term> order, String frame) {
    String parts = partition + Ordering.clause(order) + frame;
    return " OVER (" + parts.strip() + ")";
  }

  private static Typed positional(String name, List<Typed> arguments, String over) {
    int most = name.equals("row_number") ? 0 : name.startsWith("la") || name.equals("lead") ? 3 : 2;
    Refusal.unless(arguments.size() <= most, name + "() of " + arguments.size() + " arguments");
    if (name.equals("row_number")) {
      return Typed.of(Kind.INTEGER, "row_number()" + over);
    }
    Refusal.unless(!arguments.isEmpty(), name + "() without arguments");
    if (name.equals("ntile")) {
      Refusal.unless(
          arguments.size() == 1 && positive(arguments.get(0)), "ntile() of no positive literal");
      return Typed.of(Kind.INTEGER, "ntile(" + arguments.get(0).sql() + ")" + over);
    }
    Typed first = arguments.get(0);
    Refusal.unless(first.kind() != Kind.TYPED, name + "() of a typed column");
    Typed value = first.integral() == null ? first : Tagged.typed(first);
    if (name.equals("nth_value")) {
      Refusal.unless(
          arguments.size() == 2 && positive(arguments.get(1)),
          "nth_value() of no positive literal");
      return valueOf(
          value, "nth_value(" + value.value() + ", " + arguments.get(1).sql() + ")" + over);
    }
    if (name.equals("first_value") || name.equals("last_value")) {
      Refusal.unless(arguments.size() == 1, name + "() of two arguments");
      return valueOf(value, name + "(" + value.value() + ")" + over);
    }
    String offset = "1";
    if (arguments.size() > 1) {
      Refusal.unless(
          arguments.get(1).constant() instanceof Long n && n >= 0 && n <= Integer.MAX_VALUE,
          name + "() by what is no literal");
      offset = arguments.get(1).sql();
    }
    if (arguments.size() < 3) {
      return valueOf(value, name + "(" + value.value() + ", " + offset + ")" + over);
    }
    String step = offset;
    return Choice.of(
        List.of(first, arguments.get(2)),
        texts -> name + "(" + texts.get(0) + ", " + step + ", " + texts.get(1) + ")" + over);
  }

  private static boolean positive(Typed value) {
    return value.constant() instanceof Long n && n > 0 && n <= Integer.MAX_VALUE;
  }

  private static Typed valueOf(Typed value, String sql) {
    return value.kind() == Kind.NULL ? value : Typed.of(value.kind(), sql);
  }

  private static Typed concat(List<Typed> arguments, String over) {
    Refusal.unless(!arguments.isEmpty() && arguments.size() <= 2, "group_concat() without values");
    String separator = Aggregates.separator("group_concat", arguments);
    return Typed.of(
        Kind.TEXT, "string_agg(" + Texts.of(arguments.get(0)) + ", " + separator + ")" + over);
  }

  private static GroupSink sink(String over) {
    return new GroupSink() {
      @Override
      public String aggregate(String call) {
        return call + over;
      }

      @Override
      public String suffix() {
        return over;
      }

      @Override
      public String complete(String expression) {
        return expression;
      }

      @Override
      public String computed(String expression) {
        return expression;
      }
    };
  }

  private String frame(Window window, List<Ordering.Term> order, Scope scope) {
    Window.Frame frame = window.frame();
    if (frame == null) {
      return "";
    }
    if (frame.unit() == Window.Unit.RANGE && order.size() == 1) {
      Kind kind = expressions.rewrite(window.orderBy().get(0).expression(), scope).kind();
      boolean offset = frame.start().offset() != null || frame.end().offset() != null;
      Refusal.unless(!offset || kind == Kind.INTEGER || kind == Kind.REAL, "RANGE over " + kind);
    }
    String exclude =
        switch (frame.exclude()) {
          case NO_OTHERS -> "";
          case CURRENT_ROW -> " EXCLUDE CURRENT ROW";
          case GROUP -> " EXCLUDE GROUP";
          case TIES -> " EXCLUDE TIES";
        };
    Refusal.unless(
        frame.unit() != Window.Unit.GROUPS || !order.isEmpty(), "GROUPS without ORDER BY");
    return " "
        + frame.unit()
        + " BETWEEN "
        + bound(frame.start(), frame.unit(), scope)
        + " AND "
        + bound(frame.end(), frame.unit(), scope)
        + exclude;
  }

  private String bound(Window.Bound bound, Window.Unit unit, Scope scope) {
    if (bound.offset() == null) {
      return bound.edge().sql();
    }
    Typed offset = expressions.rewrite(bound.offset(), scope);
    boolean whole = offset.constant() instanceof Long n && n >= 0;
    boolean real = offset.constant() instanceof Double d && d >= 0;
    Refusal.unless(
        whole || (real && unit == Window.Unit.RANGE), "a frame's bound that is no literal");
    return offset.sql() + " " + bound.edge().sql();
  }

  private List<Ordering.Term> order(Window window, Scope scope) {
    List<Ordering.Term> order = new ArrayList<>();
    for (OrderTerm term : window.orderBy()) {
      order.add(Ordering.term(term, expressions.rewrite(term.expression(), scope)));
    }
    return order;
  }

  private String partition(Window window, Scope scope) {
    List<String> keys = new ArrayList<>();
    for (Expr key : window.partitionBy()) {
      Typed typed = expressions.rewrite(key, scope);
      Refusal.unless(typed.kind() != Kind.TYPED, "PARTITION BY a typed column");
      keys.add(typed.sortKey());
    }
    return keys.isEmpty() ? "" : "PARTITION BY " + String.join(", ", keys);
  }
}
