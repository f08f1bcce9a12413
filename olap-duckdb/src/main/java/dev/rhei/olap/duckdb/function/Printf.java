package dev.rhei.olap.duckdb.function;

import org.jspecify.annotations.Nullable;

/** SQLite's {@code printf()}, as SQL calls it. Widths count bytes, as they do there. */
final class Printf {
  private final RealFormat reals = new RealFormat();
  private final StringBuilder out = new StringBuilder();
  private final Values values;

  private Arguments arguments = Arguments.NONE;
  private int argument;
  private String format = "";
  private int at;

  /** The values to show, one after the other. */
  interface Arguments {
    Arguments NONE = index -> null;

    /** NULL if there is none. */
    @Nullable Object get(int index);
  }

  Printf(Values values) {
    this.values = values;
  }

  String print(String format, Arguments arguments) {
    this.arguments = arguments;
    this.format = MomentReader.untilNul(format);
    argument = 0;
    at = 0;
    out.setLength(0);
    boolean known = true;
    while (known && at < this.format.length()) {
      int percent = this.format.indexOf('%', at);
      if (percent < 0 || percent == this.format.length() - 1) {
        out.append(this.format, at, this.format.length());
        break;
      }
      out.append(this.format, at, percent);
      at = percent + 1;
      known = convert(conversion());
    }
    return out.toString();
  }

  private char peek(int ahead) {
    return at + ahead < format.length() ? format.charAt(at + ahead) : 0;
  }

  /** Reads a conversion up to its letter, which is 0 if the format ends before. */
  private Conversion conversion() {
    boolean left = false;
    boolean alternate = false;
    boolean full = false;
    boolean zeros = false;
    boolean thousands = false;
    char sign = 0;
    int width = 0;
    int precision = -1;
    for (; ; at++) {
      char c = peek(0);
      if (c == '-') {
        left = true;
      } else if (c == '+' || c == ' ') {
        sign = c;
      } else if (c == '#') {
        alternate = true;
      } else if (c == '!') {
        full = true;
      } else if (c == '0') {
        zeros = true;
      } else if (c == ',') {
        thousands = true;
      } else {
        break;
      }
    }
    if (peek(0) == '*') {
      at++;
      width = (int) nextInteger();
      left |= width < 0;
      width = width >= -Integer.MAX_VALUE ? Math.abs(width) : 0;
    } else {
      width = number();
    }
    if (peek(0) == '.') {
      at++;
      if (peek(0) == '*') {
        at++;
        precision = (int) nextInteger();
        precision = precision >= -Integer.MAX_VALUE ? Math.abs(precision) : -1;
      } else {
        precision = number();
      }
    }
    at += peek(0) != 'l' ? 0 : peek(1) != 'l' ? 1 : 2;
    char letter = peek(0);
    at++;
    return new Conversion(letter, left, sign, alternate, full, zeros, thousands, width, precision);
  }

  private int number() {
    int number = 0;
    while (NumberText.isDigit(peek(0))) {
      number = number * 10 + (peek(0) - '0');
      at++;
    }
    return number & Integer.MAX_VALUE;
  }

  /** False: there is no such conversion, and SQLite stops there. */
  private boolean convert(Conversion conversion) {
    switch (conversion.letter()) {
      case 'd', 'i', 'u', 'x', 'X', 'o', 'p', 'r' ->
          IntegerFormat.append(nextInteger(), conversion, out);
      case 'f', 'e', 'E', 'g', 'G' -> reals.append(nextReal(), conversion, out);
      case 's', 'z' -> text(conversion);
      case 'c' -> character(conversion);
      case 'q', 'Q', 'w' -> quoted(conversion);
      case '%' -> conversion.appendPadded("%", 1, out);
      case 'n' -> {}
      case 'j', 'J' -> throw new LeftToSqlite("a format with %" + conversion.letter());
      default -> {
        return false;
      }
    }
    return true;
  }

  private @Nullable Object next() {
    return arguments.get(argument++);
  }

  private long nextInteger() {
    Object value = next();
    return value == null ? 0 : values.integer(value);
  }

  private double nextReal() {
    Object value = next();
    return value == null ? 0 : values.real(value);
  }

  /** Up to its first NUL. */
  private @Nullable String nextText() {
    Object value = next();
    return value == null ? null : MomentReader.untilNul(values.text(value));
  }

  private void text(Conversion conversion) {
    String text = nextText();
    append(cut(text == null ? "" : text, conversion), conversion.full(), conversion);
  }

  private void character(Conversion conversion) {
    String text = nextText();
    if (text == null || text.isEmpty()) {
      throw new LeftToSqlite("a format that shows no character as one");
    }
    String character = text.substring(0, text.offsetByCodePoints(0, 1));
    append(character.repeat(Math.max(conversion.precision(), 1)), true, conversion);
  }

  private void quoted(Conversion conversion) {
    char letter = conversion.letter();
    if (conversion.alternate()) {
      throw new LeftToSqlite("a format with %#" + letter);
    }
    String text = nextText();
    if (text == null) {
      append(cut(letter == 'Q' ? "NULL" : "(NULL)", conversion), conversion.full(), conversion);
      return;
    }
    String quote = letter == 'w' ? "\"" : "'";
    String doubled = cut(text, conversion).replace(quote, quote + quote);
    append(letter == 'Q' ? quote + doubled + quote : doubled, conversion.full(), conversion);
  }

  private void append(String text, boolean characters, Conversion conversion) {
    int length =
        conversion.width() == 0
            ? 0
            : characters ? text.codePointCount(0, text.length()) : Utf8.length(text);
    conversion.appendPadded(text, length, out);
  }

  /** As much of the text as the precision allows: bytes, or characters with {@code !}. */
  private static String cut(String text, Conversion conversion) {
    int precision = conversion.precision();
    if (precision < 0 || precision >= 4L * text.length()) {
      return text;
    }
    return conversion.full()
        ? Utf8.firstCharacters(text, precision)
        : Utf8.firstBytes(text, precision);
  }
}
