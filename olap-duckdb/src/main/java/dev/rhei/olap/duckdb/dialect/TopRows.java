package dev.rhei.olap.duckdb.dialect;

import java.util.ArrayList;
import java.util.List;

/**
 * LIMIT, where rows may be equal for ORDER BY, or where there is none: SQLite then takes whichever
 * it came by first. So one row more is fetched, and if the limit or the offset would cut between
 * two equal rows, that is an error at run time and so a run on SQLite. DuckDB still keeps no more
 * rows than asked for.
 */
final class TopRows {
  private TopRows() {}

  /**
   * The select's text.
   *
   * @param columns the names of the select's columns
   * @param head the select up to its columns, which are not closed yet
   * @param tail the select from its FROM
   * @param terms of ORDER BY, as written
   * @param tieBreak terms that order rows which are equal for ORDER BY
   * @param limits what to take
   */
  static String of(
      List<String> columns,
      String head,
      String tail,
      List<Ordering.Term> terms,
      List<Ordering.Term> tieBreak,
      Limits limits,
      String alias) {
    StringBuilder inner = new StringBuilder(head);
    List<String> order = new ArrayList<>();
    List<String> equal = new ArrayList<>();
    List<Ordering.Term> all = new ArrayList<>(terms);
    all.addAll(tieBreak);
    for (int i = 0; i < all.size(); i++) {
      inner.append(", ").append(all.get(i).sql()).append(" AS o").append(i);
      order.add("o" + i + all.get(i).direction());
      if (i < terms.size()) {
        equal.add("o" + i + " IS NOT DISTINCT FROM lead(o" + i + ") OVER w");
      }
    }
    String orderBy = order.isEmpty() ? "" : " ORDER BY " + String.join(", ", order);
    String last = "(" + limits.offset() + " + " + limits.rows() + ")";
    inner.append(tail).append(orderBy).append(" LIMIT ").append(last).append(" + 1");
    String names = String.join(", ", columns);
    equal.add("lead(1) OVER w IS NOT NULL");
    return "SELECT "
        + names
        + " FROM (SELECT "
        + names
        + ", row_number() OVER w AS p, ("
        + String.join(" AND ", equal)
        + ") AS tied FROM ("
        + inner
        + ") "
        + alias
        + " WINDOW w AS ("
        + orderBy.strip()
        + ")) "
        + alias
        + " WHERE CASE WHEN tied AND (p = "
        + last
        + " OR p = "
        + limits.offset()
        + ") THEN "
        + Typed.error("a LIMIT between rows that are equal for ORDER BY")
        + " ELSE p > "
        + limits.offset()
        + " AND p <= "
        + last
        + " END ORDER BY p";
  }
}
