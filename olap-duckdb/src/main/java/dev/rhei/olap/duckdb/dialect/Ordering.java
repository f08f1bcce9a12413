package dev.rhei.olap.duckdb.dialect;

import dev.rhei.sql.OrderTerm;
import java.util.ArrayList;
import java.util.List;

/** Terms of ORDER BY, with SQLite's place for NULL written out, and what decides between equals. */
final class Ordering {
  private static final String ASCENDING = " ASC NULLS FIRST";
  private static final String DESCENDING = " DESC NULLS LAST";

  /** What to order by, and which way. */
  record Term(String sql, String direction) {
    @Override
    public String toString() {
      return sql + direction;
    }
  }

  private Ordering() {}

  /** The term that orders by that expression. */
  static Term term(OrderTerm term, Typed typed) {
    Refusal.unless(typed.kind() != Kind.TYPED, "ORDER BY a typed column");
    return new Term(
        typed.sortKey(),
        (term.descending() ? " DESC" : " ASC")
            + (term.nullsFirst() ? " NULLS FIRST" : " NULLS LAST"));
  }

  static Term ascending(String sql) {
    return new Term(sql, ASCENDING);
  }

  /**
   * The order in which SQLite comes by the rows of one table, as long as no index suggests another;
   * empty for several tables.
   */
  static List<Term> visit(Scope scope) {
    List<Term> terms = new ArrayList<>();
    if (scope.sources().size() == 1) {
      scope.sources().get(0).key().forEach(key -> terms.add(ascending(key.sql())));
    }
    return terms;
  }

  /** The clause; empty without terms. */
  static String clause(List<Term> terms) {
    List<String> texts = terms.stream().map(Term::toString).toList();
    return texts.isEmpty() ? "" : " ORDER BY " + String.join(", ", texts);
  }

  /**
   * The order in which SQLite comes by rows that ORDER BY does not tell apart, as long as no index
   * suggests another: rows of one table by its row key, groups by their keys. When it sorts for
   * GROUP BY it takes the directions from an ORDER BY of as many terms. Empty where not known.
   */
  static List<Term> tieBreak(Scope scope, List<OrderTerm> elements) {
    List<Term> terms = new ArrayList<>();
    Groups groups = scope.groups();
    if (groups != null) {
      List<String> keys = groups.keyColumns();
      boolean same = elements.size() == keys.size();
      for (int i = 0; i < keys.size(); i++) {
        boolean descending = same && elements.get(i).descending();
        terms.add(new Term(keys.get(i), descending ? DESCENDING : ASCENDING));
      }
    } else {
      terms.addAll(visit(scope));
    }
    return terms;
  }
}
