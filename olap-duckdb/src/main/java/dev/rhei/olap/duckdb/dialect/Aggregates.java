package dev.rhei.olap.duckdb.dialect;

import dev.rhei.olap.duckdb.function.JsonAggregates;
import dev.rhei.olap.duckdb.function.JsonTerm;
import dev.rhei.olap.duckdb.function.Term;
import dev.rhei.sql.Expr;
import java.util.ArrayList;
import java.util.List;

/**
 * The aggregate functions that are understood.
 *
 * <p>Integer sums are exact on both sides. SQLite fails if one leaves 64 bits on the way, whatever
 * the way is; so one whose absolute values leave 64 bits is an error here. Sums of reals are {@link
 * RealSum}'s. {@code avg} is such a sum, divided by the count, as SQLite has it.
 */
final class Aggregates {
  /**
   * The rows that are aggregated.
   *
   * @param order the aggregate's own ORDER BY
   * @param visit the order in which SQLite comes by them; empty if it is not known
   */
  record Rows(List<Ordering.Term> order, List<Ordering.Term> visit) {
    /** ORDER BY inside an aggregate whose result depends on the order. */
    String clause() {
      List<Ordering.Term> all = new ArrayList<>(order);
      all.addAll(visit);
      return Ordering.clause(all);
    }

    boolean isOrdered() {
      return !order.isEmpty() || !visit.isEmpty();
    }
  }

  private Aggregates() {}

  /** Whether it is max() or min(), whose row the bare columns are taken from. */
  static boolean isExtreme(Expr.Call call) {
    return call.name().folded().equals("max") || call.name().folded().equals("min");
  }

  /** Whether the order of the rows makes a difference. */
  static boolean dependsOnOrder(Expr.Call call) {
    String name = call.name().folded();
    return name.equals("group_concat")
        || name.equals("string_agg")
        || JsonAggregates.contains(name);
  }

  static Typed call(Expr.Call call, List<Typed> arguments, Rows rows, GroupSink sink) {
    String name = call.name().folded();
    boolean distinct = call.distinct();
    Refusal.unless(!call.star() || name.equals("count"), name + "(*)");
    if (name.equals("count") && arguments.isEmpty()) {
      Refusal.unless(!distinct, "count(DISTINCT) of nothing");
      return Typed.of(Kind.INTEGER, sink.aggregate("count(*)"));
    }
    if (name.equals("group_concat") || name.equals("string_agg")) {
      return concat(name, arguments, distinct, rows, sink);
    }
    if (JsonAggregates.contains(name)) {
      return json(name, arguments, distinct, rows, sink);
    }
    Refusal.unless(arguments.size() == 1, name + "() of " + arguments.size() + " arguments");
    Typed argument = arguments.get(0);
    return switch (name) {
      case "count" -> count(argument, distinct, sink);
      case "max", "min" -> extreme(name, argument, sink);
      case "sum", "avg", "total" -> sum(name, argument, distinct, sink);
      default -> throw new Refusal("the aggregate " + name + "()");
    };
  }

  private static Typed count(Typed argument, boolean distinct, GroupSink sink) {
    if (!distinct) {
      return Typed.of(Kind.INTEGER, sink.aggregate("count(" + argument.value() + ")"));
    }
    Refusal.unless(argument.kind() != Kind.TYPED, "count(DISTINCT) of a typed column");
    return Typed.of(Kind.INTEGER, sink.aggregate("count(DISTINCT " + argument.sortKey() + ")"));
  }

  private static Typed extreme(String name, Typed argument, GroupSink sink) {
    Refusal.unless(argument.kind() != Kind.TYPED, name + "() of a typed column");
    if (argument.kind() == Kind.NULL) {
      return argument;
    }
    boolean flagged = argument.integral() != null;
    boolean plain =
        !flagged
            && argument.kind() != Kind.ANY
            && (argument.kind() != Kind.TEXT || argument.comparedBy() == Collation.BINARY);
    if (plain) {
      return Typed.of(argument.kind(), sink.aggregate(name + "(" + argument.value() + ")"))
          .withCollation(argument.collation(), argument.explicit());
    }
    // several values may compare as the greatest: which of them SQLite keeps depends on its way
    Typed value = flagged ? Tagged.typed(argument) : argument;
    String key = flagged ? Tagged.key(value.sql()) : argument.sortKey();
    String pair = "struct_pack(k := " + key + ", x := " + value.value() + ")";
    String top = sink.aggregate("arg_" + name + "(" + pair + ", " + key + ", 2)");
    String several = sink.aggregate("count(DISTINCT " + value.value() + ")");
    String keys = sink.aggregate("count(DISTINCT " + key + ")");
    String sql =
        Typed.guarded(
            top + "[1].k = " + top + "[2].k AND " + several + " <> " + keys,
            name + "() of values that are equal and not the same",
            top + "[1].x");
    return Typed.of(value.kind(), sink.computed(sql))
        .withCollation(argument.collation(), argument.explicit());
  }

  private static Typed sum(String name, Typed value, boolean distinct, GroupSink sink) {
    Typed argument = Numbers.ofSummand(value);
    if (argument.kind() == Kind.NULL) {
      return name.equals("total") ? Literals.real(0) : argument;
    }
    if (argument.kind() == Kind.INTEGER) {
      return integerSum(name, argument, distinct, sink);
    }
    Refusal.unless(!distinct, name + "(DISTINCT) of " + argument.kind());
    RealSum sum = RealSum.of(argument, sink);
    return switch (name) {
      case "avg" -> Typed.real("(" + sum.sum() + " / CAST(" + sum.count() + " AS DOUBLE))", false);
      case "total" -> Typed.real("coalesce(" + sum.sum() + ", 0e0)", false);
      default ->
          argument.kind() == Kind.REAL
              ? Typed.real(sum.sum(), false)
              : Typed.numeric(sum.sum(), sum.integral(), false);
    };
  }

  private static Typed integerSum(String name, Typed argument, boolean distinct, GroupSink sink) {
    String values = (distinct ? "DISTINCT " : "") + argument.value();
    String sum = "CAST(" + sink.aggregate("sum(" + values + ")") + " AS BIGINT)";
    if (!argument.condition()) {
      String bound =
          sink.aggregate("sum(" + (distinct ? "DISTINCT " : "") + "abs(" + argument.value() + "))");
      // no error() here, which would keep a subquery from becoming a join: the cast fails
      sum = "(" + sum + " + least(CAST(" + bound + " AS BIGINT), 0))";
    }
    return switch (name) {
      case "avg" -> {
        String count = sink.aggregate("count(" + values + ")");
        yield Typed.real("(CAST(" + sum + " AS DOUBLE) / CAST(" + count + " AS DOUBLE))", false);
      }
      case "total" -> Typed.real("coalesce(CAST(" + sum + " AS DOUBLE), 0e0)", false);
      default -> Typed.of(Kind.INTEGER, sum);
    };
  }

  /** In the order of its ORDER BY, then in that of SQLite's visit. */
  private static Typed concat(
      String name, List<Typed> arguments, boolean distinct, Rows rows, GroupSink sink) {
    Refusal.unless(
        arguments.size() == 2 || (arguments.size() == 1 && name.equals("group_concat")),
        name + "() of " + arguments.size() + " arguments");
    Refusal.unless(!distinct, name + "(DISTINCT)");
    Refusal.unless(rows.isOrdered(), name + "() over several tables without an ORDER BY");
    Typed value = arguments.get(0);
    if (value.kind() == Kind.NULL) {
      return value;
    }
    String separator = separator(name, arguments);
    return Typed.of(
        Kind.TEXT,
        sink.aggregate("string_agg(" + Texts.of(value) + ", " + separator + rows.clause() + ")"));
  }

  private static Typed json(
      String name, List<Typed> arguments, boolean distinct, Rows rows, GroupSink sink) {
    boolean window = sink.suffix().contains(" OVER (");
    Refusal.unless(!distinct, name + "(DISTINCT)");
    Refusal.unless(rows.isOrdered() || window, name + "() over several tables without an ORDER BY");
    JsonTerm made =
        JsonAggregates.call(
            name,
            arguments.stream().map(Json::term).toList(),
            rows.clause().strip(),
            sink.suffix());
    String sql = sink.complete(made.term().sql());
    JsonTerm read = new JsonTerm(Term.text(sql), made.nature(), null, null);
    return Json.typed(read);
  }

  /** DuckDB wants a constant: a literal or a parameter. */
  static String separator(String name, List<Typed> arguments) {
    if (arguments.size() < 2) {
      return "','";
    }
    Typed separator = arguments.get(1);
    boolean constant =
        separator.constant() != null || separator.value().matches("CAST\\(\\?\\d+ AS [A-Z]+\\)");
    Refusal.unless(
        constant && separator.kind() != Kind.BLOB, name + "() with a separator that is no literal");
    return Texts.of(separator);
  }
}
