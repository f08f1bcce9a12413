package dev.rhei.olap.duckdb.function;

import dev.rhei.core.schema.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A literal format taken apart: text, and conversions of one value each. Those that DuckDB writes
 * as SQLite does are left to it, at a tenth of the cost.
 */
final class PrintfTemplate {
  private static final Pattern CONVERSION =
      Pattern.compile("%([-+ 0#!,]*)([1-9][0-9]{0,3})?(\\.[0-9]{1,3})?l?l?([diuxXofeEgGsqQwcr%])");

  private PrintfTemplate() {}

  /** Null if the format shows something else. A value that is missing is NULL. */
  static @Nullable String of(String format, List<Term> arguments) {
    List<String> parts = new ArrayList<>();
    Matcher conversion = CONVERSION.matcher(format);
    int at = 0;
    int argument = 0;
    while (conversion.find()) {
      String text = format.substring(at, conversion.start());
      if (text.indexOf('%') >= 0) {
        return null;
      }
      addText(text, parts);
      at = conversion.end();
      if (conversion.group().equals("%%")) {
        addText("%", parts);
      } else if (conversion.group(4).equals("%")) {
        return null;
      } else {
        Term value = argument < arguments.size() ? arguments.get(argument) : Term.nothing();
        argument++;
        parts.add(one(conversion, value));
      }
    }
    String rest = format.substring(at);
    if (rest.indexOf('%') >= 0) {
      return null;
    }
    addText(rest, parts);
    return parts.isEmpty() ? "''" : "(" + String.join(" || ", parts) + ")";
  }

  private static void addText(String text, List<String> parts) {
    if (!text.isEmpty()) {
      parts.add(Identifier.literal(text));
    }
  }

  /** The call for all of a format. */
  static String call(String format, List<Term> arguments) {
    if (arguments.size() == 1) {
      Term only = arguments.get(0);
      String sql = format + ", " + only.sql() + ")";
      switch (only.form()) {
        case INTEGER -> {
          return "rhei_printf_integer(" + sql;
        }
        case REAL -> {
          return "rhei_printf_real(" + sql;
        }
        case NULL, TEXT, BLOB, TAGGED -> {}
      }
    }
    StringBuilder call = new StringBuilder("rhei_printf(").append(format);
    for (Term term : arguments) {
      call.append(", ").append(Casts.argument(term));
    }
    return call.append(')').toString();
  }

  /** The value by that conversion; never NULL. */
  private static String one(Matcher conversion, Term value) {
    String call = call(Identifier.literal(conversion.group()), List.of(value));
    String flags = conversion.group(1);
    String width = conversion.group(2);
    String precision = conversion.group(3);
    String x = value.sql();
    boolean integer = value.form() == Term.Form.INTEGER;
    switch (conversion.group(4)) {
      case "d", "i" -> {
        if (!integer || precision != null) {
          return call;
        }
        if (flags.isEmpty() && width == null) {
          return "coalesce(CAST(" + x + " AS VARCHAR), '0')";
        }
        boolean zeros = flags.equals("0") && width != null && width.length() == 1;
        return zeros && value.isRepeatable() ? padded(x, Integer.parseInt(width), call) : call;
      }
      case "s" -> {
        boolean plain = flags.isEmpty() && width == null && precision == null;
        return plain && value.form() != Term.Form.TAGGED ? text(value) : call;
      }
      case "f" -> {
        boolean plain = flags.isEmpty() && width == null && precision != null;
        int places = plain && precision != null ? Integer.parseInt(precision.substring(1)) : 0;
        return places >= 1 && places <= 6 && value.isRepeatable() && value.form() == Term.Form.REAL
            ? fixed(x, places, call)
            : call;
      }
      default -> {
        return call;
      }
    }
  }

  private static String padded(String x, int width, String call) {
    return ("CASE WHEN %1$s BETWEEN 0 AND %2$s THEN lpad(CAST(%1$s AS VARCHAR), %3$d, '0')"
            + " ELSE %4$s END")
        .formatted(x, "9".repeat(width), width, call);
  }

  private static String text(Term value) {
    if (value.isNull()) {
      return "''";
    }
    String text =
        value.form() == Term.Form.TEXT ? TextFunctions.untilNul(value) : Casts.text(value).sql();
    return "coalesce(" + text + ", '')";
  }

  /** With so many digits after the point, unless it is next to a tie or would be -0.00. */
  private static String fixed(String x, int places, String call) {
    String scaled = "(" + x + " * 1e" + places + ")";
    return ("CASE WHEN abs(%1$s) < 1e12 AND abs(abs(%1$s - trunc(%1$s)) - 0.5e0) > 1e-3"
            + " AND (%2$s >= 0e0 OR %1$s < -0.5e0)"
            + " THEN CAST(CAST(trunc(%1$s + CASE WHEN %2$s < 0e0 THEN -0.5e0 ELSE 0.5e0 END)"
            + " / 1e%3$d AS DECIMAL(18, %3$d)) AS VARCHAR) ELSE %4$s END")
        .formatted(scaled, x, places, call);
  }
}
