package dev.rhei.olap.duckdb.dialect;

import dev.rhei.olap.duckdb.function.Orders;
import dev.rhei.olap.duckdb.function.Term;
import java.util.ArrayList;
import java.util.List;

/** Functions that choose among their arguments: coalesce(), iif(), nullif(), max() and min(). */
final class Conditionals {
  private Conditionals() {}

  static Typed coalesce(List<Typed> arguments) {
    return Choice.of(
        arguments,
        texts -> {
          StringBuilder sql = new StringBuilder("CASE");
          for (int i = 0; i < texts.size(); i++) {
            sql.append(" WHEN ")
                .append(arguments.get(i).value())
                .append(" IS NOT NULL THEN ")
                .append(texts.get(i));
          }
          return sql.append(" END").toString();
        });
  }

  /** {@code iif(condition, value, condition, value, .., otherwise)}. */
  static Typed iif(List<Typed> arguments) {
    List<String> conditions = new ArrayList<>();
    List<Typed> values = new ArrayList<>();
    for (int i = 0; i + 1 < arguments.size(); i += 2) {
      conditions.add(arguments.get(i).truth());
      values.add(arguments.get(i + 1));
    }
    if (arguments.size() % 2 == 1) {
      values.add(arguments.get(arguments.size() - 1));
    }
    return cases(conditions, values);
  }

  /** CASE with these conditions; a value more than conditions is that of ELSE. */
  static Typed cases(List<String> conditions, List<Typed> values) {
    return Choice.of(
        values,
        texts -> {
          StringBuilder sql = new StringBuilder("CASE");
          for (int i = 0; i < conditions.size(); i++) {
            sql.append(" WHEN ").append(conditions.get(i)).append(" THEN ").append(texts.get(i));
          }
          if (texts.size() > conditions.size()) {
            sql.append(" ELSE ").append(texts.get(texts.size() - 1));
          }
          return sql.append(" END").toString();
        });
  }

  static Typed nullif(Typed value, Typed other) {
    Refusal.unless(value.kind() != Kind.TYPED, "nullif() of a typed column");
    if (value.kind() == Kind.NULL) {
      return value;
    }
    String equal = Comparisons.equal(value.withoutAffinity(), other.withoutAffinity()).sql();
    String sql = "CASE WHEN " + equal + " THEN NULL ELSE " + value.value() + " END";
    return value.integral() == null
        ? Typed.of(value.kind(), sql).unsure(value.json() != null || value.jsonUnsure())
        : Typed.numeric(sql, value.isInteger(), false);
  }

  /** The greatest or least argument; NULL if one is NULL, where DuckDB leaves NULL out. */
  static Typed extreme(String function, List<Typed> arguments) {
    Kind kind = Choice.common(arguments);
    Refusal.unless(
        arguments.stream().allMatch(a -> a.json() == null && !a.jsonUnsure()),
        "max() or min() of JSON");
    if (arguments.stream().anyMatch(argument -> argument.kind() == Kind.NULL)) {
      return Typed.nothing();
    }
    arguments.forEach(Typed::requireBinary);
    if (kind == Kind.NUMERIC || kind == Kind.ANY) {
      return mixed(function, arguments);
    }
    Refusal.unless(kind != Kind.TYPED, "max() or min() of typed columns");
    List<String> values = arguments.stream().map(Typed::value).toList();
    if (kind == Kind.REAL) { // of 0.0 and -0.0, max() takes the first and min() the last
      Refusal.unless(values.size() <= 4, function + "() of many reals");
      String chosen = values.get(0);
      for (String next : values.subList(1, values.size())) {
        chosen =
            "CASE WHEN (%1$s) %2$s %3$s THEN %1$s ELSE %3$s END"
                .formatted(chosen, function.equals("least") ? "<" : ">=", next);
      }
      return Typed.of(kind, unlessNull(values, chosen));
    }
    return Typed.of(kind, unlessNull(values, function + "(" + String.join(", ", values) + ")"));
  }

  /** The first of those that compare as the greatest or the least. */
  private static Typed mixed(String function, List<Typed> arguments) {
    Term chosen = Terms.of(arguments.get(0));
    for (Typed argument : arguments.subList(1, arguments.size())) {
      Term next = Terms.of(argument);
      chosen =
          function.equals("greatest") ? Orders.greatest(chosen, next) : Orders.least(chosen, next);
    }
    return Terms.typed(chosen);
  }

  private static String unlessNull(List<String> values, String otherwise) {
    return "CASE WHEN "
        + String.join(" IS NULL OR ", values)
        + " IS NULL THEN NULL ELSE "
        + otherwise
        + " END";
  }
}
