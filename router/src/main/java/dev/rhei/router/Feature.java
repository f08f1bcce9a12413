package dev.rhei.router;

/**
 * What in a query speaks for the analytical copy, the most telling first: the first one found names
 * the reason.
 */
enum Feature {
  /** An aggregate function. */
  AGGREGATE("aggregates over "),
  /** GROUP BY. */
  GROUP_BY("groups "),
  /** HAVING. */
  HAVING("filters groups of "),
  /** A function with OVER. */
  WINDOW("window functions over "),
  /** More than one table in a FROM. */
  JOIN("joins "),
  /** UNION, INTERSECT, EXCEPT. */
  SET_OPERATION("combines selects on "),
  /** WITH. */
  COMMON_TABLE("common table expressions over "),
  /** A SELECT inside another. */
  SUBQUERY("subqueries on "),
  /** DISTINCT. */
  DISTINCT("distinct rows of ");

  private final String phrase;

  Feature(String phrase) {
    this.phrase = phrase;
  }

  /** The reason, up to the names of the tables. */
  String phrase() {
    return phrase;
  }
}
