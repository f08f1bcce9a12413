package dev.rhei.core.route;

import java.time.Duration;

/**
 * What a query would cost on either side, as far as can be told without running it.
 *
 * @param fewestRows rows that SQLite would visit at least, in tables and indexes
 * @param mostRows rows that it would visit at most
 * @param oltp what SQLite takes
 * @param olap what the copy takes, once it has planned the query
 */
public record CostEstimate(long fewestRows, long mostRows, Time oltp, Time olap) {
  /**
   * A time that is not known exactly.
   *
   * @param least what it takes at least
   * @param most what it takes at most
   * @param expected what it probably takes, by what was seen of this query so far
   */
  public record Time(Duration least, Duration most, Duration expected) {}
}
