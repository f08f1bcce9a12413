package dev.rhei.olap.duckdb.function;

import org.jspecify.annotations.Nullable;

/**
 * An argument or the result of a JSON function. SQLite remembers of a value that a JSON function
 * made it: {@code json_array(json('[1]'))} is {@code [[1]]}, and {@code json_array('[1]')} is not.
 * A call that is an argument of another is to be handed on as what {@link JsonFunctions#call} gave;
 * whatever else is {@link #of} its term. What lies between them loses the mark or keeps it (CASE,
 * coalesce, a unary plus and, at times, a subquery keep it), so that such an argument is better
 * left to SQLite.
 *
 * @param term what it is as a value; JSON in SQLite's binary form is text here
 * @param nature what SQLite takes it for
 * @param document the VARCHAR that a function reads as a document, if the term does not tell
 * @param element the VARCHAR that becomes an element of a document, if the term does not tell: as
 *     {@link JsonValues} has it
 */
public record JsonTerm(
    Term term, Nature nature, @Nullable String document, @Nullable String element) {

  /** What SQLite takes a value for. */
  public enum Nature {
    /** A value as any other. */
    VALUE,
    /** JSON in a text. */
    JSON,
    /** JSON in SQLite's binary form. */
    BINARY,
    /** The same, as it was read from a text. */
    READ_BINARY,
    /** What is in such: a scalar, or else a part in that form. */
    IN_BINARY
  }

  /** An argument that no JSON function has made. */
  public static JsonTerm of(Term term) {
    return new JsonTerm(term, Nature.VALUE, null, null);
  }

  static JsonTerm json(String sql, boolean binary) {
    return new JsonTerm(Term.text(sql), binary ? Nature.BINARY : Nature.JSON, null, null);
  }

  /**
   * The result where it is no argument of a JSON function. SQLite's binary form is refused, and
   * fails the query where only that tells whether it is one.
   */
  public Term value() {
    return switch (nature) {
      case VALUE, JSON, IN_BINARY -> term;
      case BINARY, READ_BINARY -> throw new LeftToSqlite("JSONB");
    };
  }

  boolean isBinary() {
    return switch (nature) {
      case VALUE, JSON -> false;
      case BINARY, READ_BINARY, IN_BINARY -> true;
    };
  }

  /** The VARCHAR that a function reads as a document. */
  String asDocument() {
    if (document != null) {
      return document;
    }
    return switch (term.form()) {
      case NULL -> "CAST(NULL AS VARCHAR)";
      case INTEGER, REAL, TEXT -> Casts.text(term).sql();
      case BLOB, TAGGED -> "rhei_json_document(" + Casts.tagged(term).sql() + ")";
    };
  }

  /** The VARCHAR that a function reads as a path. */
  String asPath() {
    Term text = Casts.text(value());
    return text.isNull() ? "CAST(NULL AS VARCHAR)" : text.sql();
  }

  /** The VARCHAR that becomes an element of a document. */
  String asElement() {
    if (element != null) {
      return element;
    }
    return nature == Nature.VALUE ? Casts.tagged(term).sql() : marked(term.sql());
  }

  /** The element that a text is if it is JSON. */
  static String marked(String sql) {
    return "('" + JsonValues.JSON + "' || " + sql + ")";
  }
}
