package dev.rhei.parity;

import java.util.List;

/** Values as SQL literals: many small and equal ones, some extreme. */
final class RandomValues {
  private static final List<String> INTEGERS =
      List.of("0", "1", "2", "3", "-1", "-3", "5", "7", "10", "100", "1", "2");
  private static final List<String> EXTREME_INTEGERS =
      List.of(
          "9223372036854775807",
          "-9223372036854775808",
          "9007199254740993",
          "-9007199254740993",
          "2147483648",
          "-2147483649",
          "4611686018427387904");
  private static final List<String> REALS =
      List.of("0.0", "1.0", "2.5", "-0.5", "0.1", "0.2", "3.75", "-1.5", "100.0", "2.0", "0.3");
  private static final List<String> EXTREME_REALS =
      List.of(
          "1e308",
          "-1e308",
          "-0.0",
          "4.9e-324",
          "9007199254740993.0",
          "9223372036854775808.0",
          "1e999",
          "-1e999",
          "1e15",
          "1e16",
          "1e-5",
          "123456789.123456789");
  private static final List<String> TEXTS =
      List.of(
          "''",
          "'a'",
          "'A'",
          "'abc'",
          "'ABC'",
          "'b'",
          "'x y'",
          "' a'",
          "'a '",
          "'1'",
          "'2.5'",
          "'10'",
          "'-3'",
          "'1e2'",
          "'12abc'",
          "'é'",
          "'É'",
          "'😀'",
          "'a%'",
          "'x_y'",
          "'it''s'",
          "'NULL'",
          "'{\"a\":1,\"b\":[1,2]}'",
          "'日本'",
          "'zebra'",
          "'Zebra'");
  private static final List<String> DATES =
      List.of(
          "'2024-01-31'",
          "'2024-02-29'",
          "'1999-12-31 23:59:59'",
          "'2024-01-01 00:00:00'",
          "'2024-06-15T12:30:00'",
          "'1970-01-01'",
          "'2023-03-26 01:30:00.250'",
          "''",
          "'not a date'");
  private static final List<String> BLOBS =
      List.of("x''", "x'00'", "x'61'", "x'ff'", "x'31'", "x'0061ff'", "x'c3a9'");

  private final Dice dice;

  RandomValues(Dice dice) {
    this.dice = dice;
  }

  /** A value of this kind, or NULL. */
  String value(ColumnKind kind) {
    return dice.oneIn(7) ? "NULL" : literal(kind);
  }

  /** A value of this kind. */
  String literal(ColumnKind kind) {
    return switch (kind) {
      case INTEGER -> dice.of(dice.oneIn(15) ? EXTREME_INTEGERS : INTEGERS);
      case REAL -> dice.of(dice.oneIn(15) ? EXTREME_REALS : REALS);
      case NUMBER -> literal(dice.of(ColumnKind.INTEGER, ColumnKind.REAL));
      case TEXT -> dice.of(TEXTS);
      case DATE -> dice.of(DATES);
      case BLOB -> dice.of(BLOBS);
    };
  }
}
