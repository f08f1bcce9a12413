package dev.rhei.olap.duckdb.dialect;

import java.util.List;
import java.util.Set;

/**
 * The aggregate functions that are understood.
 *
 * <p>Integer sums are exact on both sides. SQLite fails if one leaves 64 bits on the way, whatever
 * the way is; so one whose absolute values leave 64 bits is an error here. Sums of reals are {@link
 * RealSum}'s. {@code avg} is such a sum, divided by the count, as SQLite has it.
 */
final class Aggregates {
  private static final Set<String> UNDERSTOOD =
      Set.of("avg", "count", "max", "min", "sum", "total");

  private static final Set<String> OTHERS =
      Set.of(
          "group_concat",
          "json_group_array",
          "json_group_object",
          "jsonb_group_array",
          "jsonb_group_object",
          "median",
          "percentile",
          "percentile_cont",
          "percentile_disc",
          "string_agg");

  private Aggregates() {}

  /** Whether a call of that function is an aggregate. */
  static boolean is(String name, int arguments) {
    if (name.equals("max") || name.equals("min")) {
      return arguments == 1;
    }
    return UNDERSTOOD.contains(name) || OTHERS.contains(name);
  }

  static Typed call(String name, List<Typed> arguments, boolean distinct, GroupSink sink) {
    if (name.equals("count") && arguments.isEmpty() && !distinct) {
      return Typed.of(Kind.INTEGER, sink.aggregate("count(*)"));
    }
    Refusal.unless(
        arguments.size() == 1 && UNDERSTOOD.contains(name), "the aggregate " + name + "()");
    Typed argument = arguments.get(0);
    return switch (name) {
      case "count" -> count(argument, distinct, sink);
      case "max", "min" -> extreme(name, argument, sink);
      default ->
          argument.kind() == Kind.INTEGER
              ? integerSum(name, argument, distinct, sink)
              : realSum(name, argument, distinct, sink);
    };
  }

  private static Typed count(Typed argument, boolean distinct, GroupSink sink) {
    if (!distinct) {
      return Typed.of(Kind.INTEGER, sink.aggregate("count(" + argument.value() + ")"));
    }
    Comparisons.requireBinary(argument);
    String values = argument.canonical().value();
    return Typed.of(Kind.INTEGER, sink.aggregate("count(DISTINCT " + values + ")"));
  }

  private static Typed extreme(String name, Typed argument, GroupSink sink) {
    Comparisons.requireBinary(argument);
    Refusal.unless(
        argument.kind() != Kind.TYPED && argument.kind() != Kind.BLOB,
        name + "() of " + argument.kind());
    Typed values = argument.canonical();
    return Typed.of(values.kind(), sink.aggregate(name + "(" + values.value() + ")"));
  }

  private static Typed integerSum(String name, Typed argument, boolean distinct, GroupSink sink) {
    String values = (distinct ? "DISTINCT " : "") + argument.value();
    String sum = "CAST(" + sink.aggregate("sum(" + values + ")") + " AS BIGINT)";
    if (!argument.condition()) {
      String bound = sink.aggregate("sum(abs(" + argument.value() + "))");
      sum = Typed.guarded(bound + " > " + Long.MAX_VALUE, "a sum that may leave 64 bits", sum);
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

  private static Typed realSum(String name, Typed argument, boolean distinct, GroupSink sink) {
    Refusal.unless(
        !distinct && argument.kind().isNumber(),
        name + "() of " + (distinct ? "distinct " : "") + argument.kind());
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
}
