package dev.rhei.router;

import java.util.List;

/**
 * A step of SQLite's plan with those that are a part of it. One type for all kinds: what does not
 * apply is empty.
 *
 * @param kind what it does
 * @param source the name it goes by in the query, folded, of what is read or made
 * @param index the index that is used; empty for none
 * @param covering whether the index alone has all that is asked for
 * @param constraints what the search is by, in the index's order
 * @param exists whether the first row found is enough
 * @param outer whether rows without a match are kept (LEFT JOIN)
 * @param children its parts
 */
record PlanNode(
    Kind kind,
    String source,
    String index,
    boolean covering,
    List<Constraint> constraints,
    boolean exists,
    boolean outer,
    List<PlanNode> children) {
  PlanNode {
    constraints = List.copyOf(constraints);
    children = List.copyOf(children);
  }

  /** A step without details. */
  static PlanNode of(Kind kind, String source, List<PlanNode> children) {
    return new PlanNode(kind, source, "", false, List.of(), false, false, children);
  }

  /** What a step does. */
  enum Kind {
    /** Reads all rows of a source. */
    SCAN,
    /** Reads the rows that an index or the key finds. */
    SEARCH,
    /** As SEARCH, in an index that is made for this query. */
    SEARCH_AUTOMATIC,
    /** One row, or a few, that are in the query's text. */
    CONSTANT_ROWS,
    /** Several searches whose results become one. */
    MULTI_INDEX_OR,
    /** Rows that a later join did not meet. */
    RIGHT_JOIN,
    /** A query in FROM, made row by row, or whole. */
    SUBQUERY_SOURCE,
    /** A query in an expression, run once. */
    SUBQUERY,
    /** A query in an expression, run for each row. */
    CORRELATED_SUBQUERY,
    /** Several selects, each a child. */
    COMPOUND,
    /** A common table that reads itself. */
    RECURSIVE,
    /** Sorts all rows, to order or to group them. */
    SORT,
    /** Remembers the rows seen, to leave out those seen before. */
    DISTINCT,
    /** Costs nothing worth mention. */
    OTHER
  }

  /** A column that a search is by. */
  record Constraint(String column, Relation relation) {}

  /** How a search uses a column. */
  enum Relation {
    EQUAL,
    ABOVE,
    BELOW,
    /** Any value: the index is searched once for each. */
    ANY
  }
}
