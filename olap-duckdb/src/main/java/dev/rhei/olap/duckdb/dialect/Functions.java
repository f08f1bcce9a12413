package dev.rhei.olap.duckdb.dialect;

import java.util.List;
import java.util.Map;

/** The scalar functions that are understood; a name that is not in the table is refused. */
final class Functions {
  private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";

  /** From arguments to result. */
  private interface Rule {
    Typed apply(List<Typed> arguments);
  }

  private static final Map<String, Rule> RULES =
      Map.ofEntries(
          Map.entry("abs", Functions::abs),
          Map.entry("coalesce", Functions::coalesce),
          Map.entry("date", Dates::date),
          Map.entry("ifnull", arguments -> coalesce(count(arguments, 2, 2))),
          Map.entry("iif", Functions::iif),
          Map.entry("instr", Functions::instr),
          Map.entry("length", Functions::length),
          Map.entry("lower", arguments -> foldCase(arguments, UPPER, LOWER)),
          Map.entry("ltrim", arguments -> trim("ltrim", arguments)),
          Map.entry("max", arguments -> extreme("greatest", arguments)),
          Map.entry("min", arguments -> extreme("least", arguments)),
          Map.entry("nullif", Functions::nullif),
          Map.entry("replace", Functions::replace),
          Map.entry("round", Functions::round),
          Map.entry("rtrim", arguments -> trim("rtrim", arguments)),
          Map.entry("substr", Functions::substr),
          Map.entry("substring", Functions::substr),
          Map.entry("trim", arguments -> trim("trim", arguments)),
          Map.entry("typeof", Functions::typeof),
          Map.entry("upper", arguments -> foldCase(arguments, LOWER, UPPER)));

  private Functions() {}

  static Typed call(String name, List<Typed> arguments) {
    Rule rule = RULES.get(name);
    if (rule == null) {
      throw new Refusal("the function " + name + "()");
    }
    return rule.apply(arguments);
  }

  /** The text, or an error if it has a NUL, where some of SQLite's functions stop. */
  static String withoutNul(Typed text) {
    return text.constant() != null
        ? text.sql()
        : Typed.guarded("contains(" + text.value() + ", chr(0))", "text with a NUL", text.value());
  }

  private static Typed abs(List<Typed> arguments) {
    Typed number = count(arguments, 1, 1).get(0);
    if (number.kind() == Kind.NULL) {
      return number;
    }
    Refusal.unless(number.kind().isNumber(), "abs() of " + number.kind());
    String sql = "abs(" + number.value() + ")";
    return number.integral() == null
        ? Typed.of(number.kind(), sql)
        : Typed.numeric(sql, number.isInteger(), false);
  }

  private static Typed coalesce(List<Typed> arguments) {
    count(arguments, 2, Integer.MAX_VALUE);
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

  private static Typed iif(List<Typed> arguments) {
    count(arguments, 3, 3);
    String condition = arguments.get(0).truth();
    return Choice.of(
        arguments.subList(1, 3),
        texts ->
            "CASE WHEN " + condition + " THEN " + texts.get(0) + " ELSE " + texts.get(1) + " END");
  }

  private static Typed nullif(List<Typed> arguments) {
    count(arguments, 2, 2);
    Typed value = arguments.get(0);
    Typed equal = Comparisons.compare("=", value, arguments.get(1));
    Refusal.unless(
        value.integral() == null && value.kind() != Kind.TYPED, "nullif() of " + value.kind());
    return Typed.of(
        value.kind(), "CASE WHEN " + equal.sql() + " THEN NULL ELSE " + value.value() + " END");
  }

  /** The greatest or least argument; NULL if one is NULL, where DuckDB leaves NULL out. */
  private static Typed extreme(String function, List<Typed> arguments) {
    count(arguments, 2, Integer.MAX_VALUE);
    Kind kind = Choice.common(arguments);
    Refusal.unless(
        kind == Kind.INTEGER || kind == Kind.REAL || kind == Kind.TEXT,
        "max() and min() of " + kind);
    List<String> values = arguments.stream().map(Typed::value).toList();
    return Typed.of(
        kind,
        "CASE WHEN "
            + String.join(" IS NULL OR ", values)
            + " IS NULL THEN NULL ELSE "
            + function
            + "("
            + String.join(", ", values)
            + ") END");
  }

  private static Typed length(List<Typed> arguments) {
    Typed value = count(arguments, 1, 1).get(0);
    return switch (value.kind()) {
      case TEXT -> Typed.of(Kind.INTEGER, "length(" + withoutNul(value) + ")");
      case BLOB -> Typed.of(Kind.INTEGER, "octet_length(" + value.value() + ")");
      case INTEGER -> Typed.of(Kind.INTEGER, "length(CAST(" + value.value() + " AS VARCHAR))");
      default -> throw new Refusal("length() of " + value.kind());
    };
  }

  private static Typed foldCase(List<Typed> arguments, String from, String to) {
    String text = text(count(arguments, 1, 1).get(0));
    return Typed.of(Kind.TEXT, "translate(" + text + ", '" + from + "', '" + to + "')");
  }

  private static Typed trim(String name, List<Typed> arguments) {
    count(arguments, 1, 2);
    String characters = arguments.size() == 2 ? text(arguments.get(1)) : "' '";
    Refusal.unless(
        arguments.size() == 1 || arguments.get(1).constant() != null,
        name + "() of characters that are no literal");
    return Typed.of(Kind.TEXT, name + "(" + text(arguments.get(0)) + ", " + characters + ")");
  }

  private static Typed substr(List<Typed> arguments) {
    count(arguments, 2, 3);
    Typed text = arguments.get(0);
    Refusal.unless(text.kind() == Kind.TEXT, "substr() of " + text.kind());
    StringBuilder sql = new StringBuilder("substr(").append(withoutNul(text));
    for (Typed position : arguments.subList(1, arguments.size())) {
      Refusal.unless(
          position.constant() instanceof Long number && Math.abs(number) <= 1_000_000_000,
          "substr() with a position that is no literal");
      sql.append(", ").append(position.sql());
    }
    return Typed.of(Kind.TEXT, sql.append(')').toString());
  }

  private static Typed replace(List<Typed> arguments) {
    return Typed.of(Kind.TEXT, "replace(" + texts(count(arguments, 3, 3)) + ")");
  }

  private static Typed instr(List<Typed> arguments) {
    return Typed.of(Kind.INTEGER, "instr(" + texts(count(arguments, 2, 2)) + ")");
  }

  /**
   * To the nearest integer, as a real: SQLite adds a half and cuts, which DuckDB's round does not
   * do to the last bit. With a number of digits SQLite rounds the decimal text: not understood.
   */
  private static Typed round(List<Typed> arguments) {
    Typed number = count(arguments, 1, 1).get(0);
    Refusal.unless(number.kind().isNumber(), "round() of " + number.kind());
    String real =
        number.kind() == Kind.INTEGER ? "CAST(" + number.value() + " AS DOUBLE)" : number.value();
    return Typed.real(
        ("CASE WHEN abs(%1$s) <= 4503599627370496e0"
                + " THEN trunc(%1$s + CASE WHEN %1$s < 0e0 THEN -0.5e0 ELSE 0.5e0 END) + 0e0"
                + " ELSE %1$s END")
            .formatted(real),
        false);
  }

  private static Typed typeof(List<Typed> arguments) {
    Typed value = count(arguments, 1, 1).get(0);
    String type =
        switch (value.kind()) {
          case INTEGER -> "'integer'";
          case REAL -> "'real'";
          case TEXT -> "'text'";
          case BLOB -> "'blob'";
          case NUMERIC -> "CASE WHEN " + value.isInteger() + " THEN 'integer' ELSE 'real' END";
          case NULL -> "'null'";
          case TYPED -> throw new Refusal("typeof() of a typed column");
        };
    return Typed.of(
        Kind.TEXT, "CASE WHEN " + value.value() + " IS NULL THEN 'null' ELSE " + type + " END");
  }

  private static String texts(List<Typed> arguments) {
    return String.join(", ", arguments.stream().map(Functions::text).toList());
  }

  private static String text(Typed value) {
    Refusal.unless(value.kind() == Kind.TEXT, "a text function of " + value.kind());
    return value.value();
  }

  private static List<Typed> count(List<Typed> arguments, int least, int most) {
    Refusal.unless(
        arguments.size() >= least && arguments.size() <= most,
        "a function with " + arguments.size() + " arguments");
    return arguments;
  }
}
