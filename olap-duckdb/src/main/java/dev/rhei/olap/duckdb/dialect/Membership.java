package dev.rhei.olap.duckdb.dialect;

import java.util.ArrayList;
import java.util.List;

/** {@code x IN (...)} as a BOOLEAN text. */
final class Membership {
  private Membership() {}

  /** SQLite compares with {@code +a}, {@code +b} and so on: without their affinity. */
  static String inList(Typed value, List<Typed> items) {
    List<String> equalities = new ArrayList<>();
    List<String> literals = new ArrayList<>();
    boolean plain =
        value.kind() == Kind.INTEGER
            || (value.kind() == Kind.TEXT && !Comparisons.isNumeric(value.affinity()));
    for (Typed item : items) {
      equalities.add(Comparisons.compare("=", value, item.withoutAffinity()).sql());
      literals.add(item.sql());
      plain &= item.kind() == value.kind() && item.constant() != null;
    }
    return plain
        ? "(" + value.value() + " IN (" + String.join(", ", literals) + "))"
        : "(" + String.join(" OR ", equalities) + ")";
  }

  /** Only where no value needs a conversion. */
  static String inSelect(Typed value, Rewritten select) {
    Refusal.unless(select.outputs().size() == 1, "IN a select of several columns");
    Typed column = select.outputs().get(0).typed();
    Refusal.unless(
        value.kind() == column.kind()
            && value.kind() != Kind.NULL
            && value.kind() != Kind.TYPED
            && value.integral() == null,
        "IN a select of " + column.kind() + " for " + value.kind());
    Comparisons.requireBinary(value);
    Comparisons.requireBinary(column);
    Refusal.unless(
        value.kind() != Kind.TEXT
            || value.affinity() == column.affinity()
            || !(Comparisons.isNumeric(value.affinity())
                || Comparisons.isNumeric(column.affinity())),
        "IN a select of text with another affinity");
    return "(" + value.value() + " IN (" + select.sql() + "))";
  }
}
