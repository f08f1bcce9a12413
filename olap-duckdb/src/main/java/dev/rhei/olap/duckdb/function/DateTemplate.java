package dev.rhei.olap.duckdb.function;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * DuckDB's own way with common times and modifiers: its answer is SQLite's there, at half of the
 * cost of a call into Java. Each method gives the expression for times that fulfil the condition.
 *
 * @param condition true of the times that are understood
 * @param given the text if the time is one of the form {@code YYYY-MM-DD} or {@code YYYY-MM-DD
 *     HH:MM:SS} and stays what it is
 * @param timestamp the time as a TIMESTAMP of whole seconds
 */
record DateTemplate(String condition, @Nullable String given, String timestamp) {
  /** Seconds since 1970 of the years 1000 and 9999, and of 1900 and 8100. */
  private static final String[] ALL = {"(-30610224000)", "253402300799"};

  private static final String[] MIDDLE = {"(-2208988800)", "193444070400"};

  /** What {@code 'auto'} does not take for a Julian day. */
  private static final String AUTO = "5373485";

  /** How far a time between 1900 and 8100 may be moved. */
  private static final double MOST_YEARS = 800;

  /** Null if there is no such way for these arguments of a date function. */
  static @Nullable DateTemplate of(Term time, List<Term> modifiers) {
    if (time.constant() != null || !time.isRepeatable()) {
      return null; // a literal is computed once, while planning
    }
    if (time.form() == Term.Form.TEXT) {
      return ofText(time.sql(), modifiers);
    }
    return time.form() == Term.Form.INTEGER ? ofSeconds(time.sql(), modifiers) : null;
  }

  /** DuckDB writes it as it stands there: it is of one of the forms, and the day exists. */
  private static @Nullable DateTemplate ofText(String x, List<Term> modifiers) {
    String condition =
        ("CASE strlen(%1$s) WHEN 19 THEN CAST(TRY_CAST(%1$s AS TIMESTAMP) AS VARCHAR)"
                + " WHEN 10 THEN CAST(TRY_CAST(%1$s AS DATE) AS VARCHAR) END = %1$s")
            .formatted(x);
    String timestamp = "CAST(" + x + " AS TIMESTAMP)";
    if (modifiers.isEmpty()) {
      return new DateTemplate(condition, x, timestamp);
    }
    DateShift shift = shift(timestamp, modifiers);
    return shift == null
        ? null
        : new DateTemplate(x + " BETWEEN '1900' AND '8100' AND " + condition, null, shift.sql());
  }

  private static @Nullable DateTemplate ofSeconds(String x, List<Term> modifiers) {
    String first = modifiers.isEmpty() ? null : modifiers.get(0).constantText();
    if (first == null || !(Ascii.is(first, "unixepoch") || Ascii.is(first, "auto"))) {
      return null;
    }
    DateShift shift =
        shift("make_timestamp(" + x + " * 1000000)", modifiers.subList(1, modifiers.size()));
    if (shift == null) {
      return null;
    }
    String[] range = modifiers.size() == 1 ? ALL : MIDDLE;
    String least = Ascii.is(first, "auto") ? AUTO : range[0];
    return new DateTemplate(x + " BETWEEN " + least + " AND " + range[1], null, shift.sql());
  }

  private static @Nullable DateShift shift(String timestamp, List<Term> modifiers) {
    DateShift shift = new DateShift(timestamp, false, 0);
    for (Term modifier : modifiers) {
      String text = modifier.constantText();
      shift = text == null ? null : shift.by(text);
      if (shift == null || shift.years() > MOST_YEARS) {
        return null;
      }
    }
    return shift;
  }

  String date() {
    return given == null
        ? "CAST(CAST(" + timestamp + " AS DATE) AS VARCHAR)"
        : "substr(" + given + ", 1, 10)";
  }

  String time() {
    return timed(x -> "substr(" + x + ", 12, 8)", x -> "'00:00:00'");
  }

  String dateTime() {
    return timed(x -> x, x -> "(" + x + " || ' 00:00:00')");
  }

  String julianDay() {
    return "((epoch_ms(" + timestamp + ") + " + Moment.EPOCH + ") / 86400000e0)";
  }

  String unixEpoch() {
    return "(epoch_ms(" + timestamp + ") // 1000)";
  }

  /** Formats of fields that stand in the text, as they stand there; else null. */
  @Nullable String strftime(String format) {
    DateLayout layout = DateLayout.of(format);
    if (layout == null) {
      return null;
    }
    return layout.showsTime()
        ? timed(layout::sql, layout.atMidnight()::sql)
        : layout.sql(given == null ? text() : given);
  }

  private String text() {
    return "CAST(" + timestamp + " AS VARCHAR)";
  }

  /** Of the text with a time of day, and of a date alone. */
  private String timed(UnaryOperator<String> with, UnaryOperator<String> without) {
    return given == null
        ? with.apply(text())
        : "CASE WHEN strlen("
            + given
            + ") = 19 THEN "
            + with.apply(given)
            + " ELSE "
            + without.apply(given)
            + " END";
  }
}
