package dev.rhei.core.schema;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.jspecify.annotations.Nullable;

/**
 * A column of SQLite as an Arrow field. The declared type, its affinity, the collation and whether
 * the column mixes integers and reals travel as metadata, for the translator and the planner.
 */
public final class SqliteField {
  private static final String DECLARED = "sqlite.type";
  private static final String COLLATION = "sqlite.collation";
  private static final String NUMERIC = "sqlite.numeric";

  /** Int64. */
  public static final ArrowType INT64 = new ArrowType.Int(64, true);

  /** Float64. */
  public static final ArrowType FLOAT64 =
      new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);

  /** Utf8. */
  public static final ArrowType UTF8 = ArrowType.Utf8.INSTANCE;

  /** Binary. */
  public static final ArrowType BINARY = ArrowType.Binary.INSTANCE;

  private SqliteField() {}

  /** A column that holds values of one storage class, and NULL if {@code nullable}. */
  public static Field of(
      String name,
      @Nullable String declaredType,
      StorageClass stored,
      boolean nullable,
      String collation) {
    return build(name, declaredType, arrowType(stored), nullable, collation, false);
  }

  /**
   * A column in which SQLite stores integral values as integers and all others as reals (NUMERIC or
   * INTEGER affinity). It is mirrored as Float64; an integral value reads back as an integer.
   */
  public static Field numeric(
      String name, @Nullable String declaredType, boolean nullable, String collation) {
    return build(name, declaredType, FLOAT64, nullable, collation, true);
  }

  private static Field build(
      String name,
      @Nullable String declaredType,
      ArrowType type,
      boolean nullable,
      String collation,
      boolean numeric) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(DECLARED, declaredType == null ? "" : declaredType);
    if (!collation.equalsIgnoreCase("BINARY")) {
      metadata.put(COLLATION, collation);
    }
    if (numeric) {
      metadata.put(NUMERIC, "true");
    }
    return new Field(name, new FieldType(nullable, type, null, metadata), null);
  }

  /** The Arrow type that holds values of one storage class. */
  public static ArrowType arrowType(StorageClass stored) {
    return switch (stored) {
      case INTEGER -> INT64;
      case REAL -> FLOAT64;
      case TEXT -> UTF8;
      case BLOB -> BINARY;
    };
  }

  /** The type as declared in CREATE TABLE; empty if none was, or if the field is not SQLite's. */
  public static String declaredType(Field field) {
    return field.getMetadata().getOrDefault(DECLARED, "");
  }

  /** The affinity of the declared type. */
  public static SqliteAffinity affinity(Field field) {
    return SqliteAffinity.of(declaredType(field));
  }

  /** The collating sequence: BINARY unless declared otherwise. */
  public static String collation(Field field) {
    return field.getMetadata().getOrDefault(COLLATION, "BINARY");
  }

  /** Whether the column stores integers where a value is integral and reals elsewhere. */
  public static boolean isNumeric(Field field) {
    return field.getMetadata().containsKey(NUMERIC);
  }
}
