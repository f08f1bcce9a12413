package dev.rhei.olap.duckdb.dialect;

import dev.rhei.olap.duckdb.function.Casts;
import dev.rhei.olap.duckdb.function.DateFunctions;
import dev.rhei.olap.duckdb.function.JsonFunctions;
import dev.rhei.olap.duckdb.function.MathFunctions;
import dev.rhei.olap.duckdb.function.PatternFunctions;
import dev.rhei.olap.duckdb.function.Term;
import dev.rhei.olap.duckdb.function.TextFunctions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The scalar functions that are understood; a name that is not in the table is refused. */
final class Functions {
  private static final int ANY = Integer.MAX_VALUE;

  /**
   * A function.
   *
   * @param least arguments
   * @param most arguments
   */
  private record Rule(int least, int most, Function<List<Typed>, Typed> apply) {}

  private static final Map<String, Rule> RULES = new HashMap<>();

  static {
    conditionals();
    dates();
    numbers();
    texts();
  }

  private Functions() {}

  static Typed call(String name, List<Typed> arguments) {
    if (JsonFunctions.contains(name)) {
      return Json.call(name, arguments);
    }
    Rule rule = RULES.get(name);
    if (rule == null) {
      throw new Refusal("the function " + name + "()");
    }
    Refusal.unless(
        arguments.size() >= rule.least() && arguments.size() <= rule.most(),
        name + "() with " + arguments.size() + " arguments");
    return rule.apply().apply(arguments);
  }

  private static void add(String name, int least, int most, Function<List<Typed>, Typed> apply) {
    RULES.put(name, new Rule(least, most, apply));
  }

  /** A function of values of any class. */
  private static void terms(String name, int least, int most, Function<List<Term>, Term> apply) {
    add(name, least, most, arguments -> Terms.typed(apply.apply(Terms.all(arguments))));
  }

  private static void one(String name, UnaryOperator<Term> apply) {
    terms(name, 1, 1, a -> apply.apply(a.get(0)));
  }

  private static void two(String name, BinaryOperator<Term> apply) {
    terms(name, 2, 2, a -> apply.apply(a.get(0), a.get(1)));
  }

  private static void oneOrTwo(String name, UnaryOperator<Term> one, BinaryOperator<Term> two) {
    terms(name, 1, 2, a -> a.size() == 1 ? one.apply(a.get(0)) : two.apply(a.get(0), a.get(1)));
  }

  private static void conditionals() {
    add("coalesce", 2, ANY, Conditionals::coalesce);
    add("ifnull", 2, 2, Conditionals::coalesce);
    add("if", 2, ANY, Conditionals::iif);
    add("iif", 2, ANY, Conditionals::iif);
    add("nullif", 2, 2, a -> Conditionals.nullif(a.get(0), a.get(1)));
    add("max", 2, ANY, a -> Conditionals.extreme("greatest", a));
    add("min", 2, ANY, a -> Conditionals.extreme("least", a));
    add("likelihood", 2, 2, a -> a.get(0));
    add("likely", 1, 1, a -> a.get(0));
    add("unlikely", 1, 1, a -> a.get(0));
    add("glob", 2, 2, Functions::glob);
    add("like", 2, 3, a -> like(a.get(1), a.get(0), a.size() == 3 ? a.get(2) : null));
    add("typeof", 1, 1, Functions::typeof);
  }

  private static void dates() {
    terms("date", 0, ANY, DateFunctions::date);
    terms("time", 0, ANY, DateFunctions::time);
    terms("datetime", 0, ANY, DateFunctions::dateTime);
    terms("julianday", 0, ANY, DateFunctions::julianDay);
    terms("unixepoch", 0, ANY, DateFunctions::unixEpoch);
    terms("strftime", 1, ANY, a -> DateFunctions.strftime(a.get(0), a.subList(1, a.size())));
    two("timediff", DateFunctions::timeDiff);
  }

  private static void numbers() {
    add("abs", 1, 1, Functions::abs);
    add("round", 1, 2, Functions::round);
    one("sign", MathFunctions::sign);
    one("ceil", MathFunctions::ceil);
    one("ceiling", MathFunctions::ceil);
    one("floor", MathFunctions::floor);
    one("trunc", MathFunctions::trunc);
    terms("pi", 0, 0, a -> MathFunctions.pi());
    one("sqrt", MathFunctions::sqrt);
    one("degrees", MathFunctions::degrees);
    one("radians", MathFunctions::radians);
    two("mod", MathFunctions::mod);
    one("ln", MathFunctions::ln);
    one("log10", MathFunctions::log10);
    one("log2", MathFunctions::log2);
    oneOrTwo("log", MathFunctions::log10, MathFunctions::log);
    one("exp", MathFunctions::exp);
    two("pow", MathFunctions::pow);
    two("power", MathFunctions::pow);
    two("atan2", MathFunctions::atan2);
    for (String name :
        List.of(
            "acos", "acosh", "asin", "asinh", "atan", "atanh", "cos", "cosh", "sin", "sinh", "tan",
            "tanh")) {
      one(name, x -> MathFunctions.trigonometric(name, x));
    }
  }

  private static void texts() {
    terms("char", 0, ANY, TextFunctions::character);
    terms("concat", 1, ANY, TextFunctions::concat);
    terms(
        "concat_ws",
        2,
        ANY,
        a -> TextFunctions.concatWithSeparator(a.get(0), a.subList(1, a.size())));
    terms("format", 1, ANY, a -> TextFunctions.printf(a.get(0), a.subList(1, a.size())));
    terms("printf", 1, ANY, a -> TextFunctions.printf(a.get(0), a.subList(1, a.size())));
    one("hex", TextFunctions::hex);
    two("instr", TextFunctions::instr);
    one("length", TextFunctions::length);
    one("lower", TextFunctions::lower);
    oneOrTwo("ltrim", TextFunctions::leftTrim, TextFunctions::leftTrim);
    one("octet_length", TextFunctions::octetLength);
    one("quote", TextFunctions::quote);
    terms("replace", 3, 3, a -> TextFunctions.replace(a.get(0), a.get(1), a.get(2)));
    oneOrTwo("rtrim", TextFunctions::rightTrim, TextFunctions::rightTrim);
    terms("substr", 2, 3, Functions::substr);
    terms("substring", 2, 3, Functions::substr);
    oneOrTwo("trim", TextFunctions::trim, TextFunctions::trim);
    oneOrTwo("unhex", TextFunctions::unhex, TextFunctions::unhex);
    one("unicode", TextFunctions::unicode);
    one("upper", TextFunctions::upper);
    one("zeroblob", TextFunctions::zeroBlob);
  }

  private static Typed glob(List<Typed> arguments) {
    return Typed.condition(
        PatternFunctions.glob(Terms.of(arguments.get(1)), Terms.of(arguments.get(0))));
  }

  static Typed like(Typed text, Typed pattern, @Nullable Typed escape) {
    return Typed.condition(
        escape == null
            ? PatternFunctions.like(Terms.of(text), Terms.of(pattern))
            : PatternFunctions.like(Terms.of(text), Terms.of(pattern), Terms.of(escape)));
  }

  private static Term substr(List<Term> arguments) {
    return arguments.size() == 2
        ? TextFunctions.substr(arguments.get(0), arguments.get(1))
        : TextFunctions.substr(arguments.get(0), arguments.get(1), arguments.get(2));
  }

  private static Typed abs(List<Typed> arguments) {
    Typed number = arguments.get(0);
    if (number.kind() != Kind.NUMERIC) {
      return Terms.typed(MathFunctions.abs(Terms.of(number)));
    }
    String sql = "abs(" + number.value() + ")";
    return number.integral() == null
        ? Typed.of(Kind.NUMERIC, sql)
        : Typed.numeric(sql, number.isInteger(), false);
  }

  private static Typed round(List<Typed> arguments) {
    Typed number = arguments.get(0);
    Term real =
        number.kind() == Kind.NUMERIC ? Term.real(number.asExactDouble()) : Terms.of(number);
    return Terms.typed(
        arguments.size() == 1
            ? MathFunctions.round(real)
            : MathFunctions.round(real, Casts.integer(Terms.of(arguments.get(1)))));
  }

  private static Typed typeof(List<Typed> arguments) {
    Typed value = arguments.get(0);
    if (value.kind() != Kind.NUMERIC) {
      return Terms.typed(TextFunctions.typeOf(Terms.of(value)));
    }
    return Typed.of(
        Kind.TEXT,
        "CASE WHEN %s IS NULL THEN 'null' WHEN %s THEN 'integer' ELSE 'real' END"
            .formatted(value.value(), value.isInteger()));
  }
}
