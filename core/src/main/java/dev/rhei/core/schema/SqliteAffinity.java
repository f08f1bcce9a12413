package dev.rhei.core.schema;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What SQLite prefers to store in a column, decided by the declared type's text (sqlite.org,
 * "Datatypes In SQLite", section 3.1).
 */
public enum SqliteAffinity {
  /** INT anywhere in the declared type. */
  INTEGER,
  /** CHAR, CLOB or TEXT. */
  TEXT,
  /** BLOB, or no declared type: values are stored as they come. */
  BLOB,
  /** REAL, FLOA or DOUB. */
  REAL,
  /** All others: DECIMAL, NUMERIC, BOOLEAN, DATE, DATETIME. */
  NUMERIC;

  /** The affinity of a column declared with this type; {@code null} or empty means no type. */
  public static SqliteAffinity of(@Nullable String declaredType) {
    if (declaredType == null || declaredType.isEmpty()) {
      return BLOB;
    }
    String type = declaredType.toUpperCase(Locale.ROOT);
    if (type.contains("INT")) {
      return INTEGER;
    }
    if (type.contains("CHAR") || type.contains("CLOB") || type.contains("TEXT")) {
      return TEXT;
    }
    if (type.contains("BLOB")) {
      return BLOB;
    }
    if (type.contains("REAL") || type.contains("FLOA") || type.contains("DOUB")) {
      return REAL;
    }
    return NUMERIC;
  }
}
