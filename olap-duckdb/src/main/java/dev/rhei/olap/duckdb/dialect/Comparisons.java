package dev.rhei.olap.duckdb.dialect;

import dev.rhei.core.schema.SqliteAffinity;
import dev.rhei.olap.duckdb.function.Casts;
import dev.rhei.sql.BinaryOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons under SQLite's rules of affinity and collation (sqlite.org, "Datatypes In SQLite",
 * sections 4 and 7). Values of different kinds are never handed to DuckDB, which would convert them
 * its own way.
 */
final class Comparisons {
  private Comparisons() {}

  /** {@code left operator right}. */
  static Typed compare(BinaryOperator operator, Typed left, Typed right) {
    if (left.kind() == Kind.NULL || right.kind() == Kind.NULL) {
      return againstNull(operator, left.kind() == Kind.NULL ? right : left);
    }
    requireSure(left, right);
    Collation collation = collation(left, right);
    Typed a = convert(left, right);
    Typed b = convert(right, left);
    String symbol = symbol(operator);
    if (a.kind().isNumber() && b.kind().isNumber()) {
      return numbers(symbol, a, b);
    }
    if (a.kind() == Kind.ANY || b.kind() == Kind.ANY) {
      Refusal.unless(collation == Collation.BINARY, "values of any kind compared by " + collation);
      return condition(Tagged.key(Tagged.of(a)), symbol, Tagged.key(Tagged.of(b)));
    }
    Refusal.unless(
        (a.kind() == Kind.TYPED) == (b.kind() == Kind.TYPED)
            && Objects.equals(a.arrow(), b.arrow()),
        "a typed column compared with another kind");
    if (a.kind() != b.kind()) {
      return byClass(operator, a, b);
    }
    return a.kind() == Kind.TEXT
        ? condition(collation.key(a.value()), symbol, collation.key(b.value()))
        : condition(a.value(), symbol, b.value());
  }

  /** Where an affinity may be one or another, only numbers compare the same with all of them. */
  private static void requireSure(Typed left, Typed right) {
    Refusal.unless(
        (left.kind().isNumber() && right.kind().isNumber())
            || (!left.affinityUnsure() && !right.affinityUnsure()),
        "a comparison with a column of several selects of different affinity");
  }

  /** {@code a = b}. */
  static Typed equal(Typed left, Typed right) {
    return compare(BinaryOperator.EQUAL, left, right);
  }

  private static Typed condition(String left, String symbol, String right) {
    return Typed.condition("(" + left + " " + symbol + " " + right + ")");
  }

  private static String symbol(BinaryOperator operator) {
    return switch (operator) {
      case IS -> "IS NOT DISTINCT FROM";
      case IS_NOT -> "IS DISTINCT FROM";
      default -> operator.symbol();
    };
  }

  /**
   * COLLATE on either side, the left first; then the collation of the left, of the right column.
   */
  static Collation collation(Typed left, Typed right) {
    Collation chosen = null;
    if (left.explicit() || (!right.explicit() && left.collation() != null)) {
      chosen = left.collation();
    } else {
      chosen = right.collation();
    }
    return chosen == null ? Collation.BINARY : chosen;
  }

  private static Typed againstNull(BinaryOperator operator, Typed other) {
    return switch (operator) {
      case IS -> Typed.condition("(" + other.value() + " IS NULL)");
      case IS_NOT -> Typed.condition("(" + other.value() + " IS NOT NULL)");
      default -> Typed.condition("CAST(NULL AS BOOLEAN)");
    };
  }

  /** Numbers come before text, and text before blobs, whatever their values. */
  private static Typed byClass(BinaryOperator operator, Typed a, Typed b) {
    int order = Integer.compare(rank(a.kind()), rank(b.kind()));
    boolean holds =
        switch (operator) {
          case LESS, LESS_EQUAL -> order < 0;
          case GREATER, GREATER_EQUAL -> order > 0;
          case NOT_EQUAL, IS_NOT -> true;
          default -> false;
        };
    String none = a.value() + " IS NULL";
    String other = b.value() + " IS NULL";
    return switch (operator) {
      case IS -> Typed.condition("(" + none + " AND " + other + ")");
      case IS_NOT -> Typed.condition("(NOT (" + none + " AND " + other + "))");
      default ->
          Typed.condition(
              "CASE WHEN " + none + " OR " + other + " THEN NULL ELSE " + holds + " END");
    };
  }

  private static int rank(Kind kind) {
    return kind.isNumber() ? 0 : kind == Kind.TEXT ? 1 : 2;
  }

  /** What the other side's affinity makes of this side. */
  private static Typed convert(Typed typed, Typed other) {
    if (isNumeric(other.affinity()) && !isNumeric(typed.affinity())) {
      return toNumber(typed);
    }
    if (other.affinity() == SqliteAffinity.TEXT && typed.affinity() == null) {
      return toText(typed);
    }
    return typed;
  }

  /** Text becomes a number if all of it is one. */
  static Typed toNumber(Typed typed) {
    if (typed.kind() != Kind.TEXT && typed.kind() != Kind.ANY) {
      return typed;
    }
    if (typed.constant() instanceof String literal) {
      Typed number = Literals.numericOrNull(literal);
      return number == null ? typed : number;
    }
    return Terms.typed(Casts.numericAffinity(Terms.of(typed)));
  }

  /** Numbers become text; blobs do not. */
  private static Typed toText(Typed typed) {
    if (typed.kind() == Kind.ANY) {
      return Terms.typed(Casts.textAffinity(Terms.of(typed)));
    }
    if (!typed.kind().isNumber()) {
      return typed;
    }
    return typed.constant() instanceof Long literal
        ? Literals.text(Long.toString(literal))
        : Typed.of(Kind.TEXT, Texts.of(typed));
  }

  static boolean isNumeric(@Nullable SqliteAffinity affinity) {
    return affinity == SqliteAffinity.INTEGER
        || affinity == SqliteAffinity.REAL
        || affinity == SqliteAffinity.NUMERIC;
  }

  private static Typed numbers(String symbol, Typed left, Typed right) {
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
    return condition(a, symbol, b);
  }

  /** Beside a column, a literal without a cast lets DuckDB skip what cannot match. */
  private static String bareLiteral(Typed integer) {
    return integer.constant() instanceof Long ? integer.sql() : integer.value();
  }

  private static boolean isSmallReal(Typed typed) {
    return typed.constant() instanceof Double real && Math.abs(real) < Typed.EXACT;
  }

  /** {@code (a, b) operator (c, d)}, term by term from the left. */
  static Typed rows(BinaryOperator operator, List<Typed> left, List<Typed> right) {
    Refusal.unless(left.size() == right.size(), "rows of different width compared");
    return switch (operator) {
      case EQUAL -> joined(BinaryOperator.EQUAL, left, right, " AND ");
      case NOT_EQUAL -> joined(BinaryOperator.NOT_EQUAL, left, right, " OR ");
      case IS -> joined(BinaryOperator.IS, left, right, " AND ");
      case IS_NOT -> joined(BinaryOperator.IS_NOT, left, right, " OR ");
      case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> ordered(operator, left, right);
      default -> throw new Refusal("rows with " + operator.symbol());
    };
  }

  private static Typed joined(
      BinaryOperator operator, List<Typed> left, List<Typed> right, String by) {
    List<String> terms = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      terms.add(compare(operator, left.get(i), right.get(i)).truth());
    }
    return Typed.condition("(" + String.join(by, terms) + ")");
  }

  private static Typed ordered(BinaryOperator operator, List<Typed> left, List<Typed> right) {
    boolean less = operator == BinaryOperator.LESS || operator == BinaryOperator.LESS_EQUAL;
    BinaryOperator strict = less ? BinaryOperator.LESS : BinaryOperator.GREATER;
    int last = left.size() - 1;
    String sql = compare(operator, left.get(last), right.get(last)).truth();
    for (int i = last - 1; i >= 0; i--) {
      String before = compare(strict, left.get(i), right.get(i)).truth();
      String same = equal(left.get(i), right.get(i)).truth();
      sql = "(" + before + " OR (" + same + " AND " + sql + "))";
    }
    return Typed.condition(sql);
  }
}
