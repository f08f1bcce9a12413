package dev.rhei.olap.duckdb.dialect;

import dev.rhei.core.schema.Identifier;
import net.sf.jsqlparser.expression.DateUnitExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.schema.Column;
import org.jspecify.annotations.Nullable;

/** Names as they stand in a statement: four ways to quote one. */
final class Names {
  private Names() {}

  static String unquote(String name) {
    if (name.length() < 2) {
      return name;
    }
    String inner = name.substring(1, name.length() - 1);
    return switch (name.charAt(0)) {
      case '"' -> inner.replace("\"\"", "\"");
      case '`' -> inner.replace("``", "`");
      case '\'' -> inner.replace("''", "'");
      case '[' -> inner;
      default -> name;
    };
  }

  /** The name in the form in which names are compared. */
  static String folded(String name) {
    return Identifier.fold(unquote(name));
  }

  /**
   * The name of a column, if the expression is one. {@code day}, {@code year} and the like are
   * units of time to the parser, and names to SQLite.
   */
  static @Nullable Column column(Expression expression) {
    if (expression instanceof DateUnitExpression unit) {
      return new Column(unit.getType().name());
    }
    return expression instanceof Column column ? column : null;
  }

  static boolean isRowid(String folded) {
    return folded.equals("rowid") || folded.equals("_rowid_") || folded.equals("oid");
  }
}
