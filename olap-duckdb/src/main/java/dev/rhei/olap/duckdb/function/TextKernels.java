package dev.rhei.olap.duckdb.function;

import static dev.rhei.olap.duckdb.function.Registry.INTEGER;
import static dev.rhei.olap.duckdb.function.Registry.REAL;
import static dev.rhei.olap.duckdb.function.Registry.TEXT;

import dev.rhei.olap.duckdb.function.Registry.Signature;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The functions on text as DuckDB calls them. */
final class TextKernels {
  private static final HexFormat HEX = HexFormat.of();
  private static final int LONGEST = 1_000_000;

  private TextKernels() {}

  static void register(Registry registry) throws SQLException {
    registry.text("rhei_upper", values -> row -> Ascii.upper(row.text(0)), TEXT);
    registry.text("rhei_lower", values -> row -> Ascii.lower(row.text(0)), TEXT);
    registry.integer("rhei_unicode", values -> row -> unicode(row.text(0), row), TEXT);
    registry.integer("rhei_length_any", values -> row -> length(row.value(0), values), TEXT);
    registry.integer(
        "rhei_instr_any", values -> row -> find(row.value(0), row.value(1), values), TEXT, TEXT);
    registry.textWithNulls(
        "rhei_replace",
        Signature.of(TEXT, TEXT, TEXT),
        values -> row -> replace(row.textOrNull(0), row.textOrNull(1), row.textOrNull(2)));
    registry.text("rhei_unhex", values -> row -> unhex(row.text(0), row.text(1)), TEXT, TEXT);
    registry.textWithNulls(
        "rhei_char", Signature.of().andTexts(), values -> TextKernels::characters);
    registry.textWithNulls(
        "rhei_zeros", Signature.of(TEXT), values -> row -> zeros(row.valueOrNull(0), values));
    registry.textWithNulls(
        "rhei_quote", Signature.of(TEXT), values -> row -> quote(row.valueOrNull(0), values));
    registerSubstr(registry);
    registerPrintf(registry);
  }

  private static void registerSubstr(Registry registry) throws SQLException {
    registry.text("rhei_substr_hex", values -> TextKernels::substrOfHex, TEXT, INTEGER);
    registry.text("rhei_substr_hex", values -> TextKernels::substrOfHex, TEXT, INTEGER, INTEGER);
    registry.text("rhei_substr_any", values -> row -> substr(row, values), TEXT, INTEGER);
    registry.text("rhei_substr_any", values -> row -> substr(row, values), TEXT, INTEGER, INTEGER);
  }

  private static void registerPrintf(Registry registry) throws SQLException {
    registry.textWithNulls(
        "rhei_printf",
        Signature.of(TEXT).andTexts(),
        values -> {
          Printf printf = new Printf(values);
          return row -> {
            String format = row.textOrNull(0);
            return format == null
                ? null
                : printf.print(
                    format, index -> index + 1 < row.count() ? row.valueOrNull(index + 1) : null);
          };
        });
    registry.textWithNulls(
        "rhei_printf_integer",
        Signature.of(TEXT, INTEGER),
        values -> printfOne(values, row -> row.integer(1)));
    registry.textWithNulls(
        "rhei_printf_real",
        Signature.of(TEXT, REAL),
        values -> printfOne(values, row -> row.real(1)));
  }

  /** The only value to show. */
  private interface Only {
    Object of(Row row);
  }

  private static Registry.TextKernel printfOne(Values values, Only only) {
    Printf printf = new Printf(values);
    return row -> {
      String format = row.textOrNull(0);
      Object value = row.isNull(1) ? null : only.of(row);
      return format == null ? null : printf.print(format, index -> index == 0 ? value : null);
    };
  }

  private static long unicode(String text, Row row) {
    return text.isEmpty() || text.charAt(0) == 0 ? row.nothing() : text.codePointAt(0);
  }

  private static long length(Object value, Values values) {
    if (value instanceof byte[] blob) {
      return blob.length;
    }
    String text = MomentReader.untilNul(values.text(value));
    return text.codePointCount(0, text.length());
  }

  private static long find(Object value, Object wanted, Values values) {
    if (value instanceof byte[] blob && wanted instanceof byte[] part) {
      for (int i = 0; i + part.length <= blob.length; i++) {
        if (Arrays.equals(blob, i, i + part.length, part, 0, part.length)) {
          return i + 1L;
        }
      }
      return 0;
    }
    String text = values.text(value);
    int at = text.indexOf(values.text(wanted));
    return at < 0 ? 0 : text.codePointCount(0, at) + 1L;
  }

  private static @Nullable String replace(
      @Nullable String text, @Nullable String pattern, @Nullable String replacement) {
    if (text == null || pattern == null) {
      return null;
    }
    if (pattern.isEmpty() || pattern.charAt(0) == 0) {
      return text;
    }
    return replacement == null ? null : text.replace(pattern, replacement);
  }

  private static @Nullable String unhex(String text, String ignored) {
    String digits = MomentReader.untilNul(text);
    StringBuilder hex = new StringBuilder(digits.length());
    int i = 0;
    while (i < digits.length()) {
      char c = digits.charAt(i);
      if (HexFormat.isHexDigit(c)) {
        if (i + 1 == digits.length() || !HexFormat.isHexDigit(digits.charAt(i + 1))) {
          return null;
        }
        hex.append(c).append(digits.charAt(i + 1));
        i += 2;
      } else {
        int character = digits.codePointAt(i);
        if (ignored.indexOf(character) < 0) {
          return null;
        }
        i += Character.charCount(character);
      }
    }
    return hex.toString();
  }

  private static String characters(Row row) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < row.count(); i++) {
      long number = row.isNull(i) ? 0 : Long.parseLong(row.text(i));
      if (number >= Character.MIN_SURROGATE && number <= Character.MAX_SURROGATE) {
        throw new LeftToSqlite("half of a character");
      }
      boolean known = number >= 0 && number <= Character.MAX_CODE_POINT;
      text.appendCodePoint(known ? (int) number : 0xfffd);
    }
    return text.toString();
  }

  private static String zeros(@Nullable Object count, Values values) {
    long bytes = count == null ? 0 : Math.max(values.integer(count), 0);
    if (bytes > LONGEST) {
      throw new LeftToSqlite("a blob of more than a million bytes");
    }
    return "00".repeat((int) bytes);
  }

  private static String quote(@Nullable Object value, Values values) {
    if (value == null) {
      return "NULL";
    }
    if (value instanceof byte[] blob) {
      return "X'" + HEX.withUpperCase().formatHex(blob) + "'";
    }
    if (value instanceof Double real && Double.isInfinite(real)) {
      return real < 0 ? "-9.0e+999" : "9.0e+999";
    }
    String text = values.text(value);
    return value instanceof String
        ? "'" + MomentReader.untilNul(text).replace("'", "''") + "'"
        : text;
  }

  private static Substring range(Row row, int size) {
    return row.count() == 2
        ? Substring.of(size, row.integer(1))
        : Substring.of(size, row.integer(1), row.integer(2));
  }

  /** NULL of no bytes at all. */
  private static @Nullable String substrOfHex(Row row) {
    String hex = row.text(0);
    if (hex.isEmpty()) {
      return null;
    }
    Substring range = range(row, hex.length() / 2);
    return hex.substring(2 * range.from(), 2 * range.to());
  }

  private static @Nullable String substr(Row row, Values values) {
    Object value = row.value(0);
    if (value instanceof byte[] blob) {
      if (blob.length == 0) {
        return null;
      }
      Substring range = range(row, blob.length);
      return Tagged.encode(Arrays.copyOfRange(blob, range.from(), range.to()));
    }
    String text = MomentReader.untilNul(values.text(value));
    Substring range = range(row, text.codePointCount(0, text.length()));
    int first = text.offsetByCodePoints(0, range.from());
    int last = text.offsetByCodePoints(first, range.to() - range.from());
    return Tagged.text(text.substring(first, last));
  }
}
