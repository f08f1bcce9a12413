package dev.rhei.olap.duckdb.function;

/**
 * One conversion of a format: {@code %-8.2f}.
 *
 * @param letter what it converts to
 * @param left {@code -}: blanks go behind
 * @param sign what stands before a number that is not negative: {@code +}, a blank or 0
 * @param alternate {@code #}
 * @param full {@code !}
 * @param zeros {@code 0}: fills up with zeros
 * @param thousands {@code ,}
 * @param width the least length
 * @param precision digits after the point, or -1
 */
record Conversion(
    char letter,
    boolean left,
    char sign,
    boolean alternate,
    boolean full,
    boolean zeros,
    boolean thousands,
    int width,
    int precision) {

  /** Longer results are not worth to be computed here. */
  static final int LONGEST = 1_000_000;

  Conversion {
    if (width > LONGEST || precision > LONGEST) {
      throw new LeftToSqlite("a format of more than a million characters");
    }
  }

  /** {@code %.<precision><letter>}. */
  static Conversion of(char letter, int precision) {
    return new Conversion(letter, false, '\0', false, false, false, false, 0, precision);
  }

  /** {@code %0<width>.<precision><letter>}. */
  static Conversion ofZeros(char letter, int width, int precision) {
    return new Conversion(letter, false, '\0', false, false, true, false, width, precision);
  }

  /** Appends a text with blanks before or behind it. */
  void appendPadded(String text, int length, StringBuilder out) {
    if (left) {
      out.append(text);
    }
    for (int i = length; i < width; i++) {
      out.append(' ');
    }
    if (!left) {
      out.append(text);
    }
  }
}
