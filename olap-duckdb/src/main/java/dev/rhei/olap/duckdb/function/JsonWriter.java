package dev.rhei.olap.duckdb.function;

import static dev.rhei.olap.duckdb.function.JsonChars.at;

/**
 * Writes JSON without blanks and without anything that is not plain JSON. Where reading that again
 * would not give the same values, it is left to SQLite: there it depends on whether it was written
 * at all, for its functions hand what they read to each other, in binary form or in a cache.
 */
final class JsonWriter {
  private static final String ESCAPED = "btn\0fr"; // from 0x08 on

  /** So many digits are read exactly, with a zero behind them or without. */
  private static final int SURE_DIGITS = 17;

  private JsonWriter() {}

  static String text(JsonNode node) {
    StringBuilder out = new StringBuilder(64);
    write(node, out, 0);
    return out.toString();
  }

  /** Writes an element that stands in so many containers. */
  static void write(JsonNode node, StringBuilder out, int depth) {
    switch (node.kind) {
      case NULL -> out.append("null");
      case TRUE -> out.append("true");
      case FALSE -> out.append("false");
      case INTEGER, REAL -> out.append(node.text.substring(node.from, node.to));
      case HEX -> writeHex(node, out);
      case BARE_REAL -> writeBareReal(node, out);
      case TEXT, ESCAPED ->
          out.append('"').append(node.text.substring(node.from, node.to)).append('"');
      case LOOSE -> writeLoose(node, out);
      case RAW -> quote(node.text, node.from, node.to, out);
      case ARRAY, OBJECT -> writeContainer(node, out, depth + 1);
    }
  }

  static void quote(String text, StringBuilder out) {
    quote(text, 0, text.length(), out);
  }

  /** The number of a hexadecimal integer, unsigned, without its sign. */
  static long unsigned(JsonNode hex) {
    int digits = hex.from + (hex.text.charAt(hex.from) == '-' ? 3 : 2);
    while (digits < hex.to - 1 && hex.text.charAt(digits) == '0') {
      digits++;
    }
    if (hex.to - digits > 16) { // infinite when written, and refused when read
      throw new LeftToSqlite("a hexadecimal number beyond 64 bits in JSON");
    }
    return Long.parseUnsignedLong(hex.text, digits, hex.to, 16);
  }

  private static void writeContainer(JsonNode node, StringBuilder out, int depth) {
    if (depth > JsonReader.DEPTH) {
      throw new LeftToSqlite("JSON nested too deep");
    }
    boolean object = node.kind == JsonKind.OBJECT;
    out.append(object ? '{' : '[');
    for (JsonNode element = node.first; element != null; element = element.next) {
      if (element != node.first) {
        out.append(',');
      }
      if (object && element.label != null) {
        write(element.label, out, depth);
        out.append(':');
      }
      write(element, out, depth);
    }
    out.append(object ? '}' : ']');
  }

  private static void writeHex(JsonNode node, StringBuilder out) {
    long size = unsigned(node);
    if (size < 0) {
      throw new LeftToSqlite("a hexadecimal number beyond 63 bits in JSON");
    }
    if (node.text.charAt(node.from) == '-') {
      out.append('-');
    }
    out.append(size);
  }

  /** Adds the zeros that are missing around the point. */
  private static void writeBareReal(JsonNode node, StringBuilder out) {
    if (node.to - node.from > SURE_DIGITS) {
      throw new LeftToSqlite("a number with as many digits in JSON");
    }
    for (int i = node.from; i < node.to; i++) {
      char c = node.text.charAt(i);
      if (c == '.' && (i == node.from || !JsonChars.isDigit(node.text.charAt(i - 1)))) {
        out.append('0');
      }
      out.append(c);
      if (c == '.' && (i + 1 == node.to || !JsonChars.isDigit(node.text.charAt(i + 1)))) {
        out.append('0');
      }
    }
  }

  private static void quote(String text, int from, int to, StringBuilder out) {
    out.append('"');
    int plain = from;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append(text.substring(plain, i)).append('\\');
        plain = i;
      } else if (c < ' ') {
        out.append(text.substring(plain, i));
        writeControl(c, out);
        plain = i + 1;
      }
    }
    out.append(text.substring(plain, to)).append('"');
  }

  private static void writeControl(char c, StringBuilder out) {
    char letter = c >= '\b' && c <= '\r' ? ESCAPED.charAt(c - '\b') : 0;
    if (letter != 0) {
      out.append('\\').append(letter);
    } else {
      out.append("\\u00").append(Character.forDigit(c >> 4, 16));
      out.append(Character.forDigit(c & 15, 16));
    }
  }

  /** Writes a text in JSON5's notation in that of JSON. */
  private static void writeLoose(JsonNode node, StringBuilder out) {
    String text = node.text;
    out.append('"');
    int at = node.from;
    while (at < node.to) {
      char c = text.charAt(at++);
      if (c == '"') {
        out.append("\\\"");
      } else if (c < ' ') {
        writeControl(c, out);
      } else if (c != '\\') {
        out.append(c);
      } else {
        c = text.charAt(at++);
        switch (c) {
          case '\'' -> out.append(c);
          case 'v' -> out.append("\\u000b");
          case '0' -> out.append("\\u0000");
          case 'x' -> out.append("\\u00");
          case '\r', '\n', '\u2028', '\u2029' -> {
            at += c == '\r' && at(text, at) == '\n' ? 1 : 0;
            requirePlainRest(text, at, node.to);
          }
          default -> out.append('\\').append(c);
        }
      }
    }
    out.append('"');
  }

  /** Nothing behind an escaped line end that it changes the meaning of. */
  private static void requirePlainRest(String text, int at, int end) {
    boolean surrogate = text.startsWith("\\ud", at) || text.startsWith("\\uD", at);
    if (at >= end || surrogate) {
      throw new LeftToSqlite("an escaped line end in JSON");
    }
  }
}
