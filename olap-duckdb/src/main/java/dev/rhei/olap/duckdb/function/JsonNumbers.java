package dev.rhei.olap.duckdb.function;

import static dev.rhei.olap.duckdb.function.JsonChars.at;
import static dev.rhei.olap.duckdb.function.JsonChars.isDigit;

/** Finds where a number in a JSON text ends, and in which notation it is. For one thread. */
final class JsonNumbers {
  private String text = "";
  private int errorAt;
  private boolean point;
  private boolean exponent;
  private boolean bare;
  private boolean hex;
  private boolean infinite;
  private boolean plain;

  /** The place behind the number that begins there with a digit, sign or point; or -1. */
  int scan(String source, int start) {
    text = source;
    point = false;
    exponent = false;
    bare = false;
    hex = false;
    infinite = false;
    char c = at(text, start);
    plain = c != '+';
    if (c == '.') {
      if (!isDigit(at(text, start + 1))) {
        return fail(start);
      }
      point = true;
      bare = true;
    } else if (c == '0') {
      if (isHexadecimal(start)) {
        return hexadecimal(start);
      }
      if (isDigit(at(text, start + 1))) {
        return fail(start + 1);
      }
    } else if (c == '+' || c == '-') {
      char second = at(text, start + 1);
      if (second == '0') {
        if (isHexadecimal(start + 1)) {
          return hexadecimal(start + 1);
        }
        if (isDigit(at(text, start + 2))) {
          return fail(start + 1);
        }
      } else if (second == '.') {
        bare = true;
      } else if (!isDigit(second)) {
        return infinity(start);
      }
    }
    return decimal(start);
  }

  /** Where it went wrong. */
  int errorAt() {
    return errorAt;
  }

  /** Whether it is one of JSON's own. */
  boolean isPlain() {
    return plain && !bare && !hex && !infinite;
  }

  boolean isInfinite() {
    return infinite;
  }

  JsonKind kind() {
    if (hex) {
      return JsonKind.HEX;
    }
    if (point || exponent) {
      return bare ? JsonKind.BARE_REAL : JsonKind.REAL;
    }
    return JsonKind.INTEGER;
  }

  private boolean isHexadecimal(int zero) {
    char x = at(text, zero + 1);
    return (x == 'x' || x == 'X') && JsonChars.isHex(at(text, zero + 2));
  }

  private int hexadecimal(int zero) {
    hex = true;
    int end = zero + 3;
    while (JsonChars.isHex(at(text, end))) {
      end++;
    }
    return end;
  }

  /** SQLite does not mind what follows. */
  private int infinity(int start) {
    if (!JsonChars.word(text, start + 1, "inf")) {
      return fail(start);
    }
    infinite = true;
    return start + (JsonChars.word(text, start + 4, "inity") ? 9 : 4);
  }

  private int decimal(int start) {
    int end = start + 1;
    while (true) {
      char c = at(text, end);
      if (c == '.') {
        if (point || exponent) {
          return fail(end);
        }
        point = true;
      } else if (c == 'e' || c == 'E') {
        if (exponent || !endsWell(start, end)) {
          return fail(end);
        }
        exponent = true;
        char sign = at(text, end + 1);
        if (sign == '+' || sign == '-') {
          end++;
        }
        if (!isDigit(at(text, end + 1))) {
          return fail(end);
        }
      } else if (!isDigit(c)) {
        return endsWell(start, end) ? end : fail(end);
      }
      end++;
    }
  }

  /** Nothing is missing there but perhaps digits behind the point. */
  private boolean endsWell(int start, int end) {
    if (at(text, end - 1) != '.') {
      return true;
    }
    bare = true;
    return end - 2 >= start && isDigit(at(text, end - 2));
  }

  private int fail(int at) {
    errorAt = at;
    return -1;
  }
}
