package dev.rhei.olap.duckdb.dialect;

import dev.rhei.sql.Expr;
import dev.rhei.sql.Name;
import dev.rhei.sql.UnaryOperator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * COLLATE inside of an expression reaches out of it: SQLite compares {@code iif(a = b COLLATE
 * NOCASE, x, y)} by NOCASE. It looks at the left operand first, then at the others in their order.
 */
final class ExplicitCollation {
  private ExplicitCollation() {}

  /** The name behind the COLLATE that counts; null if there is none. */
  static @Nullable Name in(Expr e) {
    if (e instanceof Expr.Collate collate) {
      return collate.collation();
    }
    for (Expr part : parts(e)) {
      Name found = in(part);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static List<Expr> parts(Expr e) {
    if (e instanceof Expr.Unary unary) {
      return List.of(unary.operand());
    }
    if (e instanceof Expr.Cast cast) {
      return List.of(cast.operand());
    }
    if (e instanceof Expr.Binary binary) {
      return List.of(binary.left(), binary.right());
    }
    if (e instanceof Expr.Call call) {
      return call.arguments();
    }
    if (e instanceof Expr.Between between) {
      return List.of(between.value(), between.low(), between.high());
    }
    if (e instanceof Expr.NullTest test) {
      return List.of(test.operand());
    }
    if (e instanceof Expr.InQuery in) {
      return List.of(in.value());
    }
    if (e instanceof Expr.InTable in) {
      return List.of(in.value());
    }
    List<Expr> parts = new ArrayList<>();
    if (e instanceof Expr.InList in) {
      parts.add(in.value());
      parts.addAll(in.items());
    } else if (e instanceof Expr.Match match) {
      parts.add(match.pattern()); // SQLite calls like(pattern, text, escape)
      parts.add(match.text());
      addIfPresent(match.escape(), parts);
    } else if (e instanceof Expr.Case choice) {
      addIfPresent(choice.subject(), parts);
      for (Expr.When when : choice.whens()) {
        parts.add(when.condition());
        parts.add(when.value());
      }
      addIfPresent(choice.otherwise(), parts);
    } else if (e instanceof Expr.Row row) {
      parts.addAll(row.items());
    }
    return parts;
  }

  private static void addIfPresent(@Nullable Expr part, List<Expr> parts) {
    if (part != null) {
      parts.add(part);
    }
  }

  /** The value with that collation, if its expression has one that reaches out. */
  static Typed applied(Expr e, Typed value) {
    boolean concerned =
        (value.kind() == Kind.TEXT || value.kind() == Kind.ANY)
            && !(e instanceof Expr.Column || e instanceof Expr.Collate || e instanceof Expr.Text)
            && !(e instanceof Expr.Unary unary && unary.operator() == UnaryOperator.PLUS);
    Name name = concerned ? in(e) : null;
    return name == null ? value : value.withCollation(Collation.named(name.text()), true);
  }
}
