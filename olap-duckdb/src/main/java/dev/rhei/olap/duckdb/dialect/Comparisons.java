package dev.rhei.olap.duckdb.dialect;

import dev.rhei.core.schema.SqliteAffinity;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons under SQLite's rules of affinity (sqlite.org, "Datatypes In SQLite", section 4.2).
 * Values of different kinds are never handed to DuckDB, which would convert them its own way.
 */
final class Comparisons {
  private Comparisons() {}

  /** {@code left operator right}; the operator is the same in both dialects. */
  static Typed compare(String operator, Typed left, Typed right) {
    if (left.kind() == Kind.NULL || right.kind() == Kind.NULL) {
      return againstNull(operator, left.kind() == Kind.NULL ? right : left);
    }
    Typed a = convert(left, right);
    Typed b = convert(right, left);
    if (a.kind().isNumber() && b.kind().isNumber()) {
      return numbers(operator, a, b);
    }
    Refusal.unless(a.kind() == b.kind(), "a comparison of " + a.kind() + " with " + b.kind());
    requireBinary(a);
    requireBinary(b);
    Refusal.unless(Objects.equals(a.arrow(), b.arrow()), "typed columns of two types compared");
    return Typed.condition("(" + a.value() + " " + operator + " " + b.value() + ")");
  }

  /** Requires that text is compared by its bytes. */
  static void requireBinary(Typed typed) {
    Refusal.unless(
        typed.binary() || typed.kind() != Kind.TEXT,
        "text with a collation other than BINARY compared");
  }

  private static Typed againstNull(String operator, Typed other) {
    return switch (operator) {
      case "IS NOT DISTINCT FROM" -> Typed.condition("(" + other.value() + " IS NULL)");
      case "IS DISTINCT FROM" -> Typed.condition("(" + other.value() + " IS NOT NULL)");
      default -> Typed.condition("CAST(NULL AS BOOLEAN)");
    };
  }

  /** What the other side's affinity makes of this side. */
  private static Typed convert(Typed typed, Typed other) {
    if (isNumeric(other.affinity()) && !isNumeric(typed.affinity()) && typed.kind() == Kind.TEXT) {
      return toNumber(typed, other);
    }
    if (other.affinity() == SqliteAffinity.TEXT
        && typed.affinity() == null
        && typed.kind().isNumber()) {
      Refusal.unless(typed.kind() == Kind.INTEGER, "a real compared with a text column");
      return typed.constant() instanceof Long literal
          ? Literals.text(Long.toString(literal))
          : Typed.of(Kind.TEXT, "CAST(" + typed.value() + " AS VARCHAR)");
    }
    return typed;
  }

  /**
   * Text beside a column of numeric affinity becomes a number if it looks like one. The column's
   * own values were asked the same when they were stored: those that are text do not.
   */
  private static Typed toNumber(Typed text, Typed column) {
    if (text.constant() instanceof String literal) {
      Typed number = Literals.numericOrNull(literal);
      return number == null ? text : number;
    }
    Refusal.unless(column.kind() == Kind.TEXT, "text compared with a column of numeric affinity");
    return Typed.of(
        Kind.TEXT,
        Typed.guarded(
            "TRY_CAST(" + text.value() + " AS DOUBLE) IS NOT NULL",
            "text that looks like a number",
            text.value()));
  }

  static boolean isNumeric(@Nullable SqliteAffinity affinity) {
    return affinity == SqliteAffinity.INTEGER
        || affinity == SqliteAffinity.REAL
        || affinity == SqliteAffinity.NUMERIC;
  }

  private static Typed numbers(String operator, Typed left, Typed right) {
    String a;
    String b;
    if (left.kind() == Kind.INTEGER && right.kind() == Kind.INTEGER) {
      a = bareLiteral(left);
      b = bareLiteral(right);
    } else if (isSmallReal(left) && right.kind() == Kind.INTEGER) {
      a = left.sql();
      b = right.value(); // rounded to a double, it stays on its side of a real below 2^53
    } else if (isSmallReal(right) && left.kind() == Kind.INTEGER) {
      a = left.value();
      b = right.sql();
    } else {
      a = left.asExactDouble();
      b = right.asExactDouble();
    }
    return Typed.condition("(" + a + " " + operator + " " + b + ")");
  }

  /** Beside a column, a literal without a cast lets DuckDB skip what cannot match. */
  private static String bareLiteral(Typed integer) {
    return integer.constant() instanceof Long ? integer.sql() : integer.value();
  }

  private static boolean isSmallReal(Typed typed) {
    return typed.constant() instanceof Double real && Math.abs(real) < Typed.EXACT;
  }
}
