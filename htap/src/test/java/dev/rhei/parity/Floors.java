package dev.rhei.parity;

/**
 * How much of each corpus the copy answers at least, in percent of the queries that SQLite answers
 * and whose tables can be mirrored. Raised as the translation learns, never lowered in passing.
 */
final class Floors {
  static final double OWN = 90;
  static final double OWN_ON_SHARED_DATABASES = 58;
  static final double CATALOGUE = 90;

  /** All of SQLite's own tests, and the sample that runs in every build. */
  static final double SQLITE_TESTS = 85;

  static final double SQLITE_TESTS_SAMPLE = 37;

  /** All of sqllogictest, and the sample that runs in every build. */
  static final double SQLLOGICTEST = 98;

  static final double SQLLOGICTEST_SAMPLE = 74;

  /** Random queries, whatever the seed. */
  static final double RANDOM = 75;

  private Floors() {}
}
