package dev.rhei.olap.duckdb.dialect;

import java.util.ArrayList;
import java.util.List;

/** {@code x IN (...)} as a BOOLEAN text. */
final class Membership {
  private Membership() {}

  /** SQLite compares with {@code +a}, {@code +b} and so on: without their affinity. */
  static String inList(Typed value, List<Typed> items) {
    if (items.isEmpty()) {
      return "FALSE";
    }
    List<String> equalities = new ArrayList<>();
    List<String> literals = new ArrayList<>();
    boolean plain =
        value.kind() == Kind.INTEGER
            || (value.kind() == Kind.TEXT
                && value.comparedBy() == Collation.BINARY
                && !Comparisons.isNumeric(value.affinity()));
    for (Typed item : items) {
      Typed bare = item.withoutAffinity().withCollation(null, false);
      equalities.add(Comparisons.equal(value, bare).sql());
      literals.add(item.sql());
      plain &= item.kind() == value.kind() && item.constant() != null;
    }
    return plain
        ? "(" + value.value() + " IN (" + String.join(", ", literals) + "))"
        : "(" + String.join(" OR ", equalities) + ")";
  }

  /** {@code (a, b) IN (SELECT c, d)}; one value has one column. */
  static String inSelect(List<Typed> values, Rewritten select, String alias) {
    Refusal.unless(
        select.outputs().size() == values.size(), "IN a select of another number of columns");
    if (values.size() == 1 && isPlain(values.get(0), select.outputs().get(0).typed())) {
      return "(" + values.get(0).value() + " IN (" + select.onlyColumns() + "))";
    }
    List<String> equalities = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      Typed column = select.column(i, alias);
      Typed value = values.get(i);
      // the left side's collation counts, and no affinity but that of the two sides
      equalities.add(
          Comparisons.equal(
                  value.withCollation(value.comparedBy(), true), column.withCollation(null, false))
              .truth());
    }
    String equal = String.join(" AND ", equalities);
    return ("(SELECT CASE WHEN coalesce(bool_or(e), FALSE) THEN TRUE"
            + " WHEN count(*) > count(e) THEN NULL ELSE FALSE END"
            + " FROM (SELECT %s AS e FROM (%s) %s) %s)")
        .formatted(equal, select.sql(), alias, alias + "e");
  }

  /** Whether DuckDB would compare as SQLite does. */
  private static boolean isPlain(Typed value, Typed column) {
    boolean sameKind = value.kind() == column.kind() && value.integral() == null;
    return switch (value.kind()) {
      case INTEGER, BLOB -> sameKind;
      case REAL -> sameKind && !value.maybeNaN() && !column.maybeNaN();
      case NUMERIC -> sameKind && column.integral() == null;
      case TEXT ->
          sameKind
              && value.comparedBy() == Collation.BINARY
              && (value.affinity() == column.affinity()
                  || !(Comparisons.isNumeric(value.affinity())
                      || Comparisons.isNumeric(column.affinity())));
      default -> false;
    };
  }
}
