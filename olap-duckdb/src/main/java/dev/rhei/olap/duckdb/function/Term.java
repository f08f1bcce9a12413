package dev.rhei.olap.duckdb.function;

import dev.rhei.core.schema.Identifier;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A DuckDB expression and what it gives: the argument of a function, and its result.
 *
 * @param sql the expression, in parentheses if it is not a primary one
 * @param form its DuckDB type, and the SQLite class of its values
 * @param constant the value if it is a literal: Long, Double, String or byte[]
 */
public record Term(String sql, Form form, @Nullable Object constant) {

  /** The forms in which values of SQLite exist in DuckDB. */
  public enum Form {
    /** NULL in every row. */
    NULL,
    /** A BIGINT: integers and NULL. */
    INTEGER,
    /** A DOUBLE: reals and NULL. */
    REAL,
    /** A VARCHAR: texts and NULL. */
    TEXT,
    /** A BLOB: blobs and NULL. */
    BLOB,
    /** A VARCHAR in which each value brings its class along: see {@link Tagged}. */
    TAGGED
  }

  public static Term nothing() {
    return new Term("NULL", Form.NULL, null);
  }

  /** NULL of that type. */
  public static Term nothing(Form form) {
    String type =
        switch (form) {
          case INTEGER -> "BIGINT";
          case REAL -> "DOUBLE";
          case BLOB -> "BLOB";
          case NULL, TEXT, TAGGED -> "VARCHAR";
        };
    return new Term("CAST(NULL AS " + type + ")", form, null);
  }

  public static Term integer(String sql) {
    return new Term(sql, Form.INTEGER, null);
  }

  public static Term real(String sql) {
    return new Term(sql, Form.REAL, null);
  }

  public static Term text(String sql) {
    return new Term(sql, Form.TEXT, null);
  }

  public static Term blob(String sql) {
    return new Term(sql, Form.BLOB, null);
  }

  public static Term tagged(String sql) {
    return new Term(sql, Form.TAGGED, null);
  }

  /** The literal of a Long, Double, String, byte[] or null. */
  public static Term literal(@Nullable Object value) {
    if (value == null) {
      return nothing();
    }
    if (value instanceof Long integer) {
      return new Term("CAST(" + integer + " AS BIGINT)", Form.INTEGER, value);
    }
    if (value instanceof Double real) {
      return new Term("CAST('" + real + "' AS DOUBLE)", Form.REAL, value);
    }
    if (value instanceof byte[] blob) {
      return new Term("unhex('" + HexFormat.of().formatHex(blob) + "')", Form.BLOB, value);
    }
    String text = (String) value;
    if (text.indexOf('\0') >= 0) {
      throw new LeftToSqlite("a NUL in a text");
    }
    return new Term(Identifier.literal(text), Form.TEXT, value);
  }

  /** The form that values like this one have by themselves. */
  static Form literalForm(@Nullable Object value) {
    if (value == null) {
      return Form.NULL;
    }
    if (value instanceof Long) {
      return Form.INTEGER;
    }
    if (value instanceof Double) {
      return Form.REAL;
    }
    return value instanceof byte[] ? Form.BLOB : Form.TEXT;
  }

  /** The text if this is the literal of one. */
  @Nullable String constantText() {
    return constant instanceof String text ? text : null;
  }

  /**
   * Whether the expression may be written twice: only a column or a literal. DuckDB computes what
   * stands twice in a CASE twice, and calls in calls would grow beyond all measure.
   */
  boolean isRepeatable() {
    return constant != null || sql.indexOf('(') < 0;
  }

  boolean isNull() {
    return form == Form.NULL;
  }
}
