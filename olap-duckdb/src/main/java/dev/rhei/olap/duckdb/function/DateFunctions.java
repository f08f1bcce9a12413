package dev.rhei.olap.duckdb.function;

import dev.rhei.olap.duckdb.function.Term.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * SQLite's date and time functions. The arguments of each are a time, text or number, and
 * modifiers; no argument at all is the present. NULL if an argument is, or if SQLite knows no such
 * time or modifier. The present, {@code 'now'}, is the same all over a query; it is understood
 * where it is written as a literal. What depends on the machine's time zone is refused.
 */
public final class DateFunctions {
  private static final Term NOW = Term.literal("now");

  private DateFunctions() {}

  /** {@code date(time, modifier, …)}. A TEXT. */
  public static Term date(List<Term> arguments) {
    return call("date", Form.TEXT, arguments, DateTemplate::date);
  }

  /** {@code time(time, modifier, …)}. A TEXT. */
  public static Term time(List<Term> arguments) {
    return call("time", Form.TEXT, arguments, DateTemplate::time);
  }

  /** {@code datetime(time, modifier, …)}. A TEXT. */
  public static Term dateTime(List<Term> arguments) {
    return call("datetime", Form.TEXT, arguments, DateTemplate::dateTime);
  }

  /** {@code julianday(time, modifier, …)}. A REAL. */
  public static Term julianDay(List<Term> arguments) {
    return call("julianday", Form.REAL, arguments, DateTemplate::julianDay);
  }

  /**
   * {@code unixepoch(time, modifier, …)}. An INTEGER, or a REAL if a modifier is {@code 'subsec'};
   * which is to be seen from literals.
   */
  public static Term unixEpoch(List<Term> arguments) {
    for (Term modifier : rest(arguments)) {
      if (modifier.constant() == null && !modifier.isNull()) {
        throw new LeftToSqlite("unixepoch() with a modifier that is no literal");
      }
    }
    return arguments.stream().anyMatch(DateFunctions::isSubsecond)
        ? call("unixreal", Form.REAL, arguments, template -> null)
        : call("unixepoch", Form.INTEGER, arguments, DateTemplate::unixEpoch);
  }

  /** {@code strftime(format, time, modifier, …)}. A TEXT; NULL of a format that is unknown. */
  public static Term strftime(Term format, List<Term> arguments) {
    if (format.isNull()) {
      return Term.nothing(Form.TEXT);
    }
    String constant = format.constantText();
    return call(
        "strftime",
        Form.TEXT,
        arguments,
        template -> constant == null ? null : template.strftime(constant),
        Casts.text(format).sql());
  }

  /** {@code timediff(a, b)}. A TEXT. */
  public static Term timeDiff(Term a, Term b) {
    return a.isNull() || b.isNull()
        ? Term.nothing(Form.TEXT)
        : Term.text("rhei_timediff(" + any(a) + ", " + any(b) + ")");
  }

  private static Term call(
      String name,
      Form result,
      List<Term> arguments,
      Function<DateTemplate, @Nullable String> fast,
      String... format) {
    if (arguments.stream().anyMatch(Term::isNull)) {
      return Term.nothing(result);
    }
    Term time = arguments.isEmpty() ? NOW : arguments.get(0);
    List<Term> modifiers = new ArrayList<>(rest(arguments));
    if (isSubsecond(time)) { // the present, and with milliseconds
      time = NOW;
      modifiers.add(Term.literal("subsec"));
    }
    for (Term modifier : modifiers) {
      if (is(modifier, "localtime") || is(modifier, "utc")) {
        throw new LeftToSqlite("the modifier " + modifier.sql());
      }
    }
    List<String> parts = new ArrayList<>(List.of(format));
    modifiers.forEach(modifier -> parts.add(Casts.text(modifier).sql()));
    String call =
        "rhei_"
            + name
            + source(time)
            + String.join("", parts.stream().map(part -> ", " + part).toList())
            + ")";
    DateTemplate template = DateTemplate.of(time, modifiers);
    String inline = template == null ? null : fast.apply(template);
    return template == null || inline == null
        ? new Term(call, result, null)
        : new Term(
            "CASE WHEN " + template.condition() + " THEN " + inline + " ELSE " + call + " END",
            result,
            null);
  }

  /** Which variant of the function is called, and its first argument. */
  private static String source(Term time) {
    return switch (time.form()) {
      case INTEGER, REAL -> "_real(" + Casts.real(time).sql();
      case TEXT -> is(time, "now") ? "_any(" + any(time) : "_text(" + time.sql();
      case NULL, BLOB, TAGGED -> "_any(" + any(time);
    };
  }

  private static String any(Term time) {
    return is(time, "now")
        ? "('" + Moments.NOW + "' || CAST(epoch_ms(now()) AS VARCHAR))"
        : Casts.argument(time);
  }

  private static List<Term> rest(List<Term> arguments) {
    return arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
  }

  private static boolean isSubsecond(Term term) {
    return is(term, "subsec") || is(term, "subsecond");
  }

  private static boolean is(Term term, String word) {
    String text = term.constantText();
    return text != null && Ascii.is(text, word);
  }
}
