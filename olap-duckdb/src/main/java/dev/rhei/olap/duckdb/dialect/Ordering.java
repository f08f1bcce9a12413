package dev.rhei.olap.duckdb.dialect;

import java.util.ArrayList;
import java.util.List;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.OrderByElement.NullOrdering;

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
  static Term term(OrderByElement element, Typed typed) {
    Refusal.unless(typed.kind() != Kind.TYPED, "ORDER BY a typed column");
    Comparisons.requireBinary(typed);
    return new Term(
        typed.integral() == null ? typed.value() : typed.asExactDouble(), direction(element));
  }

  static String direction(OrderByElement element) {
    Refusal.unless(
        element.getWithFill() == null && !element.isMysqlWithRollup(), "'" + element + "'");
    if (element.getNullOrdering() == null) {
      return element.isAsc() ? ASCENDING : DESCENDING;
    }
    return (element.isAsc() ? " ASC" : " DESC")
        + (element.getNullOrdering() == NullOrdering.NULLS_FIRST ? " NULLS FIRST" : " NULLS LAST");
  }

  static Term ascending(String sql) {
    return new Term(sql, ASCENDING);
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
  static List<Term> tieBreak(Scope scope, List<OrderByElement> elements) {
    List<Term> terms = new ArrayList<>();
    if (scope.isGrouped()) {
      List<String> keys = scope.keyColumns();
      boolean same = elements.size() == keys.size();
      for (int i = 0; i < keys.size(); i++) {
        boolean descending = same && !elements.get(i).isAsc();
        terms.add(new Term(keys.get(i), descending ? DESCENDING : ASCENDING));
      }
    } else if (scope.sources().size() == 1) {
      scope.sources().get(0).key().forEach(key -> terms.add(ascending(key.sql())));
    }
    return terms;
  }
}
