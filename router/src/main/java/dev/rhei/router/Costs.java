package dev.rhei.router;

/**
 * What things take, in microseconds. Measured on 2 cores (Java 17, sqlite-jdbc 3.54.1.0, DuckDB
 * 2.0.0.1 with 2 threads, files of 0.4 GiB in the system's cache): 2 M orders, 100 k customers, 5 M
 * lines. What counts is their ratio; a machine that is twice as fast is so for both engines.
 * Decisions near the break-even are corrected by what queries really took.
 */
final class Costs {
  // SQLite

  /** A statement, from its start to its end. */
  static final double OLTP_STATEMENT = 4;

  /** A row of a full scan. 2 M rows filtered and aggregated: 0.055. */
  static final double SCANNED_ROW = 0.055;

  /** A row of an index that has all columns needed: 0.02 to 0.05. */
  static final double COVERED_ROW = 0.035;

  /** A row that only {@code count(*)} asks for: it counts pages. 2 M rows: 5.3 ms. */
  static final double COUNTED_ROW = 0.003;

  /** A search from the root of a tree: 0.3 in a small or warm one, 1.5 at random in a large one. */
  static final Interval DESCENT = new Interval(0.3, 1.5);

  /**
   * A row found by an index and fetched from its table: 0.08 if the table lies in the index's order
   * (14,000 orders of 70 days), 1.0 if at random (20,000 orders of one customer).
   */
  static final Interval FETCHED_ROW = new Interval(0.08, 1.1);

  /** A row of a subquery that is read again. */
  static final double DERIVED_ROW = 0.06;

  /** A row that is sorted, to order or to group: 0.15 if they come nearly sorted, else 0.5. */
  static final Interval SORTED_ROW = new Interval(0.15, 0.5);

  /** A row put into an index made for one query. */
  static final double INDEXED_ROW = 0.6;

  /** A row handed out through JDBC, and each of its values. */
  static final double OLTP_OUT_ROW = 0.06;

  static final double OLTP_OUT_NUMBER = 0.05;

  static final double OLTP_OUT_TEXT = 0.2;

  // The copy

  /** Any query, planned before: transaction, execution, result. A count(*) of 10 rows: 0.6 ms. */
  static final double OLAP_STATEMENT = 650;

  /** The first run of a text: DuckDB plans it, and for each table in it. */
  static final double OLAP_PLANNING = 500;

  static final double OLAP_PLANNING_TABLE = 400;

  /** Each table of a join. */
  static final double OLAP_JOINED_TABLE = 150;

  /** A row of a table that is read as a whole, and each column of it that is. */
  static final double OLAP_ROW = 0.0015;

  static final double OLAP_VALUE = 0.0015;

  /** A row of a table of which a filter may spare most: whole pieces, by their bounds. */
  static final double OLAP_SPARED_ROW = 0.0003;

  /** What is read at least where nothing is filtered, as a part of the most. */
  static final double OLAP_LEAST = 0.5;

  /** A row of a table that is joined. */
  static final double OLAP_JOINED_ROW = 0.006;

  /** A row that is grouped, sorted or numbered. */
  static final double OLAP_GROUPED_ROW = 0.008;

  /** A row handed out, and each of its values. */
  static final double OLAP_OUT_ROW = 0.02;

  static final double OLAP_OUT_NUMBER = 0.015;

  static final double OLAP_OUT_TEXT = 0.4;

  /** A sync cycle that the query has to wait for, if the copy is behind. */
  static final double CYCLE = 5_000;

  private Costs() {}
}
