package dev.rhei.olap.duckdb.function;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * How SQLite's functions read a value of any class: Long, Double, String or byte[]. For one thread.
 */
final class Values {
  private final NumberText numbers = new NumberText();
  private final RealText reals = new RealText();

  static boolean isNumber(Object value) {
    return value instanceof Long || value instanceof Double;
  }

  /** Its text; a blob must be UTF-8. */
  String text(Object value) {
    if (value instanceof Double real) {
      return reals.of(real);
    }
    if (value instanceof byte[] blob) {
      try {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(blob)).toString();
      } catch (CharacterCodingException e) {
        throw new LeftToSqlite("a blob that is no text");
      }
    }
    return value.toString();
  }

  String text(double value) {
    return reals.of(value);
  }

  /** Its bytes: of a blob, or of its text. */
  byte[] bytes(Object value) {
    return value instanceof byte[] blob ? blob : text(value).getBytes(StandardCharsets.UTF_8);
  }

  /** Its integer: {@code CAST(value AS INTEGER)}. */
  long integer(Object value) {
    if (value instanceof Long integer) {
      return integer;
    }
    return value instanceof Double real
        ? NumberText.cut(real)
        : numbers.castInteger(characters(value));
  }

  /** Its real: {@code CAST(value AS REAL)}. */
  double real(Object value) {
    return value instanceof Number number
        ? number.doubleValue()
        : numbers.castReal(characters(value));
  }

  /** {@code CAST(value AS NUMERIC)}: a Long or a Double. */
  Object numeric(Object value) {
    return isNumber(value) ? value : numbers.castNumeric(characters(value));
  }

  /** What arithmetic takes it for: a Long or a Double. */
  Object operand(Object value) {
    return isNumber(value) ? value : numbers.operand(characters(value));
  }

  /** The value under numeric affinity: of text, a number if all of it is one. */
  Object numericAffinity(Object value) {
    if (!(value instanceof String text)) {
      return value;
    }
    Object number = numbers.affinity(text);
    return number == null ? value : number;
  }

  /** The value as functions on numbers see it: text that is a number is that, as it is written. */
  Object numericType(Object value) {
    if (!(value instanceof String text) || !numbers.isNumber(text)) {
      return value;
    }
    return numbers.operand(text);
  }

  /** The value under text affinity: of a number, its text. */
  Object textAffinity(Object value) {
    return isNumber(value) ? text(value) : value;
  }

  boolean isNumber(String text) {
    return numbers.isNumber(text);
  }

  /** The characters to look for a number in; what is beyond ASCII belongs to none. */
  private static String characters(Object value) {
    return value instanceof byte[] blob
        ? new String(blob, StandardCharsets.ISO_8859_1)
        : (String) value;
  }
}
