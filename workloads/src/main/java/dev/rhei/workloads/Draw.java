package dev.rhei.workloads;

import java.util.SplittableRandom;

/** What is random about one row: it depends on what is drawn for and on nothing else. */
final class Draw {
  private static final char[] LETTERS_AND_DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".toCharArray();

  private final SplittableRandom random;

  private Draw(long seed) {
    random = new SplittableRandom(seed);
  }

  /**
   * For one row.
   *
   * @param table any number that no other table has
   * @param row the row's number
   */
  static Draw of(int table, long row) {
    return new Draw((table * 0x9E3779B97F4A7C15L) ^ (row * 0xD1B54A32D192ED03L));
  }

  /** A number, both ends included. */
  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  /** A number below the limit. */
  long below(long limit) {
    return random.nextLong(limit);
  }

  /** True so often out of a hundred. */
  boolean percent(int times) {
    return random.nextInt(100) < times;
  }

  /** An amount of money; the limits are in cents. */
  double money(int least, int most) {
    return between(least, most) / 100.0;
  }

  <T> T any(T[] choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** Letters and digits, of a length between these. */
  String text(int least, int most) {
    return from(LETTERS_AND_DIGITS.length, between(least, most));
  }

  String digits(int length) {
    return from(10, length);
  }

  private String from(int alphabet, int length) {
    char[] text = new char[length];
    for (int i = 0; i < length; i++) {
      text[i] = LETTERS_AND_DIGITS[random.nextInt(alphabet)];
    }
    return new String(text);
  }
}
