package dev.rhei.olap.duckdb.dialect;

import dev.rhei.core.schema.SqliteAffinity;
import net.sf.jsqlparser.expression.CastExpression;

/**
 * {@code CAST(x AS type)}: SQLite goes by the type's affinity alone, and so do we. Only casts whose
 * result is the same in every case are understood.
 */
final class Casts {
  private Casts() {}

  static Typed cast(CastExpression cast, Typed value) {
    Refusal.unless(
        "CAST".equalsIgnoreCase(cast.keyword)
            && cast.toString().endsWith(")") // not x::type
            && cast.getColDataType() != null
            && cast.getFormat() == null
            && !cast.isImplicitCast(),
        "'" + cast + "'");
    if (value.kind() == Kind.NULL) {
      return value;
    }
    SqliteAffinity affinity = SqliteAffinity.of(cast.getColDataType().toString());
    Typed result =
        switch (affinity) {
          case INTEGER -> integer(value);
          case REAL -> real(value);
          case TEXT -> text(value);
          case NUMERIC, BLOB -> throw new Refusal("'" + cast + "'");
        };
    return new Typed(result.value(), result.kind(), false, affinity, true, null, null, false, null);
  }

  /** Cuts off; beyond 64 bits DuckDB raises an error, which leaves the query to SQLite. */
  private static Typed integer(Typed value) {
    return switch (value.kind()) {
      case INTEGER -> Typed.of(Kind.INTEGER, value.value());
      case REAL, NUMERIC -> Typed.of(Kind.INTEGER, "CAST(trunc(" + value.value() + ") AS BIGINT)");
      default -> throw new Refusal("CAST of " + value.kind() + " AS INTEGER");
    };
  }

  private static Typed real(Typed value) {
    return switch (value.kind()) {
      case INTEGER -> Typed.real("CAST(" + value.value() + " AS DOUBLE)", false);
      case REAL, NUMERIC -> Typed.real(value.value(), false);
      default -> throw new Refusal("CAST of " + value.kind() + " AS REAL");
    };
  }

  private static Typed text(Typed value) {
    return switch (value.kind()) {
      case TEXT -> {
        Comparisons.requireBinary(value); // SQLite keeps the column's collation
        yield Typed.of(Kind.TEXT, value.value());
      }
      case INTEGER -> Typed.of(Kind.TEXT, "CAST(" + value.value() + " AS VARCHAR)");
      default -> throw new Refusal("CAST of " + value.kind() + " AS TEXT");
    };
  }
}
