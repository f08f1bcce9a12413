package dev.rhei.olap.duckdb.dialect;

import dev.rhei.olap.duckdb.function.Term;
import java.util.List;

/** Between {@link Typed} and the {@link Term} that the functions of SQLite take and give. */
final class Terms {
  private Terms() {}

  static Term of(Typed value) {
    return switch (value.kind()) {
      case NULL -> Term.nothing();
      case INTEGER ->
          value.constant() == null ? Term.integer(value.value()) : Term.literal(value.constant());
      case REAL ->
          value.constant() == null ? Term.real(value.value()) : Term.literal(value.constant());
      case TEXT ->
          value.constant() == null ? Term.text(value.value()) : Term.literal(value.constant());
      case BLOB -> Term.blob(value.value());
      case NUMERIC, ANY -> Term.tagged(Tagged.of(value));
      case TYPED -> throw new Refusal("a typed column in an expression");
    };
  }

  static List<Term> all(List<Typed> values) {
    return values.stream().map(Terms::of).toList();
  }

  static Typed typed(Term term) {
    return switch (term.form()) {
      case NULL -> Typed.nothing();
      case INTEGER -> Typed.of(Kind.INTEGER, term.sql());
      case REAL -> Typed.real(term.sql(), false);
      case TEXT -> Typed.of(Kind.TEXT, term.sql());
      case BLOB -> Typed.of(Kind.BLOB, term.sql());
      case TAGGED -> Typed.of(Kind.ANY, term.sql());
    };
  }

  /** A term of which all values are numbers. */
  static Typed number(Term term) {
    if (term.form() != Term.Form.TAGGED) {
      return typed(term);
    }
    return Typed.numeric(
        "CAST(substr(" + term.sql() + ", 2) AS DOUBLE)", Tagged.has(term.sql(), 'i'), false);
  }
}
