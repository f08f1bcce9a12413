package dev.rhei.olap.duckdb.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Values to test with: the awkward ones, and random ones of every kind. */
final class Samples {
  static final List<Double> REALS =
      List.of(
          0.0,
          -0.0,
          1.0,
          -1.0,
          0.1,
          0.1 + 0.2,
          0.5,
          1.5,
          2.5,
          -2.5,
          100.0,
          1e15,
          1e16,
          1e17,
          1e20,
          -1e20,
          1e100,
          1e-5,
          0.0001,
          123456789.125,
          2.675,
          1.005,
          4503599627370495.5,
          4503599627370496.0,
          9007199254740992.0,
          9007199254740994.0,
          9.2e18,
          Math.nextDown(0x1p63),
          0x1p63,
          Math.nextUp(-0x1p63),
          -0x1p63,
          Math.nextDown(-0x1p63),
          1.8446744073709552e19,
          Double.MIN_VALUE,
          Double.MIN_NORMAL,
          Double.MAX_VALUE,
          -Double.MAX_VALUE,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY,
          Math.PI,
          Math.E);

  static final List<Long> INTEGERS =
      List.of(
          0L,
          1L,
          -1L,
          2L,
          3L,
          5L,
          7L,
          -3L,
          10L,
          42L,
          100L,
          255L,
          256L,
          1000L,
          -1000L,
          65_536L,
          1_000_000L,
          2_147_483_647L,
          2_147_483_648L,
          -2_147_483_648L,
          4_294_967_296L,
          9_007_199_254_740_993L,
          Long.MAX_VALUE,
          Long.MAX_VALUE - 1,
          Long.MIN_VALUE,
          Long.MIN_VALUE + 1);

  static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "a",
          "A",
          "abc",
          "ABC",
          "aBc",
          "hello world",
          "  padded  ",
          "\ttab\n",
          "0",
          "1",
          "-1",
          "+7",
          "12",
          "12abc",
          "1.5",
          "1.5x",
          ".5",
          "5.",
          "1e3",
          "1e",
          "1e+",
          "0x1F",
          " 12 ",
          "12 x",
          "1_000",
          "inf",
          "nan",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775808",
          "-9223372036854775809",
          "123456789012345678901234567890",
          "0.1000000000000000055511151231257827",
          "é",
          "Éa",
          "日本語",
          "😀",
          "a😀b",
          "ſ",
          "\u212a",
          "İ",
          "ß",
          "x\u0000y",
          "it's",
          "say \"hi\"",
          "100%",
          "a_b",
          "2024-02-29",
          "{\"a\":1}");

  static final List<byte[]> BLOBS =
      List.of(
          new byte[0],
          new byte[] {0},
          new byte[] {'a', 'b', 'c'},
          new byte[] {'1', '2'},
          new byte[] {'1', '.', '5', 'x'},
          new byte[] {(byte) 0xff, 'a'},
          new byte[] {(byte) 0xc3, (byte) 0xa9},
          new byte[] {'4', 0, '2'});

  private static final String[] NUMBER_PARTS = {
    " ",
    "\t",
    "\n",
    "+",
    "-",
    "-",
    "0",
    "1",
    "9",
    "12",
    "345",
    "9223372036854775807",
    "2251799813685248",
    "9223372036854775808",
    "18446744073709551615",
    "18446744073709551616",
    "184467440737095516",
    "00000000000000000000",
    ".",
    ".",
    ".5",
    "e",
    "E",
    "e5",
    "e-5",
    "e+12",
    "e308",
    "e-320",
    "x",
    "0x1F",
    "abc",
    "_",
    "inf",
    "é",
    "\u00a0",
    "\u0000",
    "999999999999999999999",
    "4503599627370497",
    "1e15",
    "9.2e18"
  };

  private Samples() {}

  /** Every value above and NULL. */
  static List<@Nullable Object> all() {
    List<@Nullable Object> all = new ArrayList<>();
    all.add(null);
    all.addAll(INTEGERS);
    all.addAll(REALS);
    all.addAll(TEXTS);
    all.addAll(BLOBS);
    return all;
  }

  /** Some of every class, and NULL. */
  static List<@Nullable Object> some() {
    List<@Nullable Object> some = new ArrayList<>();
    some.add(null);
    some.addAll(INTEGERS.subList(0, 4));
    some.addAll(REALS.subList(0, 8));
    some.addAll(List.of("", " ", "a", "12", "1.5x", "hello", "é日", "x\u0000y"));
    some.addAll(BLOBS);
    return some;
  }

  /** The values and NULL. */
  static <T> List<@Nullable T> withNull(List<T> values) {
    List<@Nullable T> all = new ArrayList<>(values);
    all.add(null);
    return all;
  }

  /** Each of the first with each of the second. */
  static List<@Nullable Object[]> pairs(List<?> first, List<?> second) {
    List<@Nullable Object[]> pairs = new ArrayList<>();
    for (Object a : first) {
      for (Object b : second) {
        pairs.add(new Object[] {a, b});
      }
    }
    return pairs;
  }

  /** A real of any magnitude, short in decimal as often as not. */
  static double real(Random random) {
    double value =
        switch (random.nextInt(9)) {
          case 0, 1 -> Double.longBitsToDouble(random.nextLong());
          case 2 -> random.nextInt(100_000_000) / 100.0;
          case 3 -> random.nextLong() / 1000.0;
          case 4 -> Math.scalb(random.nextDouble(), random.nextInt(60));
          case 5 ->
              Double.parseDouble((random.nextInt(2000) - 1000) + "e" + (random.nextInt(640) - 325));
          case 6 -> random.nextInt(1000) / 10.0 + random.nextInt(1000) * 0.01;
          case 7 -> -random.nextInt(1000) / 8.0;
          default -> Math.nextUp(random.nextInt(1_000_000) / 1000.0);
        };
    return Double.isNaN(value) ? 0.5 : value;
  }

  /** A text that is a number, or almost. */
  static String number(Random random) {
    if (random.nextInt(4) == 0) {
      return (random.nextInt(3) == 0 ? " " : "")
          + random.nextLong()
          + (random.nextBoolean() ? "." + random.nextInt(Integer.MAX_VALUE) : "")
          + (random.nextInt(3) == 0 ? "e" + (random.nextInt(700) - 350) : "");
    }
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(5); i >= 0; i--) {
      text.append(NUMBER_PARTS[random.nextInt(NUMBER_PARTS.length)]);
    }
    return text.toString();
  }
}
