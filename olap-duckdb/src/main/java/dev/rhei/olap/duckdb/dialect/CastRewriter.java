package dev.rhei.olap.duckdb.dialect;

import dev.rhei.core.schema.SqliteAffinity;
import dev.rhei.olap.duckdb.function.Casts;

/** {@code CAST(x AS type)}: SQLite goes by the type's affinity alone, and so do we. */
final class CastRewriter {
  private CastRewriter() {}

  static Typed cast(Typed value, String type) {
    if (value.kind() == Kind.NULL) {
      return value;
    }
    Refusal.unless(value.kind() != Kind.TYPED, "CAST of a typed column");
    SqliteAffinity affinity = SqliteAffinity.of(type);
    Typed result =
        switch (affinity) {
          case INTEGER -> integer(value);
          case REAL -> real(value);
          case TEXT -> Typed.of(Kind.TEXT, Texts.of(value));
          case NUMERIC -> numeric(value);
          case BLOB -> blob(value);
        };
    return Typed.of(result.kind(), result.value())
        .withIntegral(result.integral())
        .withAffinity(affinity)
        .withCollation(value.collation(), value.explicit());
  }

  /** Cuts off; of text, the digits it begins with. */
  private static Typed integer(Typed value) {
    return switch (value.kind()) {
      case INTEGER -> value;
      case REAL, NUMERIC -> Typed.of(Kind.INTEGER, Numbers.truncated(value.asExactDouble()));
      default -> Terms.typed(Casts.integer(Terms.of(value)));
    };
  }

  private static Typed real(Typed value) {
    return switch (value.kind()) {
      case INTEGER -> Typed.real("CAST(" + value.value() + " AS DOUBLE)", false);
      case REAL -> value;
      case NUMERIC -> Typed.real(value.asExactDouble(), false);
      default -> Terms.typed(Casts.real(Terms.of(value)));
    };
  }

  /** Numbers stay what they are; text becomes the number it begins with. */
  private static Typed numeric(Typed value) {
    if (value.kind().isNumber()) {
      return value;
    }
    return Terms.number(Casts.numeric(Terms.of(value)));
  }

  private static Typed blob(Typed value) {
    return Terms.typed(Casts.blob(Terms.of(value)));
  }
}
