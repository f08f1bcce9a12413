package dev.rhei.olap.duckdb.function;

import static dev.rhei.olap.duckdb.function.Registry.REAL;
import static dev.rhei.olap.duckdb.function.Registry.TEXT;

import java.sql.SQLException;
import java.util.HexFormat;

/**
 * From one of SQLite's classes to another: what {@code CAST} does, what arithmetic does with its
 * operands, and what affinity does. NULL stays NULL. A blob is read as text; one that is no UTF-8
 * fails the query where the text is wanted as such.
 */
public final class Casts {
  private static final String MOST = "9223372036854774784e0"; // the double below 2^63

  private static final HexFormat HEX = HexFormat.of();

  private Casts() {}

  /** {@code CAST(x AS TEXT)}, and the text that functions and {@code ||} see. A TEXT. */
  public static Term text(Term x) {
    return switch (x.form()) {
      case NULL, TEXT -> x;
      case INTEGER -> Term.text("CAST(" + x.sql() + " AS VARCHAR)");
      case REAL -> Term.text("rhei_real_text(" + x.sql() + ")");
      case BLOB -> Term.text("decode(" + x.sql() + ")");
      case TAGGED -> Term.text("rhei_tagged_text(" + x.sql() + ")");
    };
  }

  /** {@code CAST(x AS BLOB)}. A BLOB. */
  public static Term blob(Term x) {
    return switch (x.form()) {
      case NULL, BLOB -> x;
      case TAGGED -> Term.blob("unhex(rhei_tagged_hex(" + x.sql() + "))");
      case INTEGER, REAL, TEXT -> Term.blob("encode(" + text(x).sql() + ")");
    };
  }

  /** {@code CAST(x AS INTEGER)}: cut towards zero and to 64 bits; 0 if no number. An INTEGER. */
  public static Term integer(Term x) {
    return switch (x.form()) {
      case NULL, INTEGER -> x;
      case REAL ->
          Term.integer(x.isRepeatable() ? cut(x.sql()) : "rhei_real_integer(" + x.sql() + ")");
      case TEXT -> Term.integer("rhei_text_integer(" + x.sql() + ")");
      case BLOB, TAGGED -> Term.integer("rhei_tagged_integer(" + tagged(x).sql() + ")");
    };
  }

  private static String cut(String real) {
    return ("CASE WHEN %1$s > %2$s THEN 9223372036854775807"
            + " WHEN %1$s < -%2$s THEN (-9223372036854775807 - 1)"
            + " ELSE CAST(trunc(%1$s) AS BIGINT) END")
        .formatted(real, MOST);
  }

  /** {@code CAST(x AS REAL)}, and the real that functions see; 0.0 if no number. A REAL. */
  public static Term real(Term x) {
    return switch (x.form()) {
      case NULL, REAL -> x;
      case INTEGER -> Term.real("CAST(" + x.sql() + " AS DOUBLE)");
      case TEXT -> Term.real("rhei_text_real(" + x.sql() + ")");
      case BLOB, TAGGED -> Term.real("rhei_tagged_real(" + tagged(x).sql() + ")");
    };
  }

  /** {@code CAST(x AS NUMERIC)}. A number stays what it is; else a TAGGED integer or real. */
  public static Term numeric(Term x) {
    return switch (x.form()) {
      case NULL, INTEGER, REAL -> x;
      case TEXT -> Term.tagged("rhei_text_numeric(" + x.sql() + ")");
      case BLOB, TAGGED -> Term.tagged("rhei_tagged_numeric(" + tagged(x).sql() + ")");
    };
  }

  /** What arithmetic takes x for. A number stays what it is; else a TAGGED integer or real. */
  public static Term operand(Term x) {
    return switch (x.form()) {
      case NULL, INTEGER, REAL -> x;
      case TEXT -> Term.tagged("rhei_text_operand(" + x.sql() + ")");
      case BLOB, TAGGED -> Term.tagged("rhei_tagged_operand(" + tagged(x).sql() + ")");
    };
  }

  /**
   * x as numeric (or integer) affinity has it: text becomes a number if all of it is one. Anything
   * but text and TAGGED stays what it is, save that a real without a fraction becomes an integer,
   * which is left out here: a REAL stays a REAL.
   */
  public static Term numericAffinity(Term x) {
    return switch (x.form()) {
      case NULL, INTEGER, REAL, BLOB -> x;
      case TEXT -> Term.tagged("rhei_text_affinity(" + x.sql() + ")");
      case TAGGED -> Term.tagged("rhei_tagged_affinity(" + x.sql() + ")");
    };
  }

  /** x as text affinity has it: numbers become text. */
  public static Term textAffinity(Term x) {
    return switch (x.form()) {
      case NULL, TEXT, BLOB -> x;
      case INTEGER, REAL -> text(x);
      case TAGGED -> Term.tagged("rhei_tagged_text_affinity(" + x.sql() + ")");
    };
  }

  /** Whether numeric affinity makes a number of the text. BOOLEAN, NULL of NULL. */
  public static String isNumber(String text) {
    return "rhei_text_is_number(" + text + ")";
  }

  /** x where a condition is wanted: not zero. BOOLEAN, NULL of NULL. */
  public static String truth(Term x) {
    return switch (x.form()) {
      case NULL -> "CAST(NULL AS BOOLEAN)";
      case INTEGER -> "(" + x.sql() + " <> 0)";
      case REAL, TEXT, BLOB, TAGGED -> "(" + real(x).sql() + " <> 0e0)";
    };
  }

  /** x with its class brought along. A TAGGED. */
  public static Term tagged(Term x) {
    return switch (x.form()) {
      case NULL -> Term.tagged("CAST(NULL AS VARCHAR)");
      case INTEGER -> Term.tagged("('i' || CAST(" + x.sql() + " AS VARCHAR))");
      case REAL -> Term.tagged("rhei_tag_real(" + x.sql() + ")");
      case TEXT -> Term.tagged("('t' || " + x.sql() + ")");
      case BLOB -> Term.tagged("('b' || lower(hex(" + x.sql() + ")))");
      case TAGGED -> x;
    };
  }

  /** x as a Java function gets it: tagged, but not always in the same words. */
  static String argument(Term x) {
    return x.form() == Term.Form.REAL
        ? "('r' || CAST(" + x.sql() + " AS VARCHAR))" // a third of the cost of rhei_tag_real
        : tagged(x).sql();
  }

  static void register(Registry registry) throws SQLException {
    registry.text("rhei_real_text", values -> row -> values.text(row.real(0)), REAL);
    registry.text("rhei_tag_real", values -> row -> Tagged.real(row.real(0)), REAL);
    registry.integer("rhei_real_integer", values -> row -> NumberText.cut(row.real(0)), REAL);
    registry.integer("rhei_text_integer", values -> row -> values.integer(row.text(0)), TEXT);
    registry.real("rhei_text_real", values -> row -> values.real(row.text(0)), TEXT);
    registry.condition("rhei_text_is_number", values -> row -> values.isNumber(row.text(0)), TEXT);
    registry.text(
        "rhei_text_numeric", values -> row -> Tagged.encode(values.numeric(row.text(0))), TEXT);
    registry.text(
        "rhei_text_operand", values -> row -> Tagged.encode(values.operand(row.text(0))), TEXT);
    registry.text(
        "rhei_text_affinity",
        values -> row -> Tagged.encode(values.numericAffinity(row.text(0))),
        TEXT);
    registry.text("rhei_tagged_text", values -> row -> values.text(row.value(0)), TEXT);
    registry.text(
        "rhei_tagged_hex", values -> row -> HEX.formatHex(values.bytes(row.value(0))), TEXT);
    registry.integer("rhei_tagged_integer", values -> row -> values.integer(row.value(0)), TEXT);
    registry.real("rhei_tagged_real", values -> row -> values.real(row.value(0)), TEXT);
    registry.text(
        "rhei_tagged_numeric", values -> row -> Tagged.encode(values.numeric(row.value(0))), TEXT);
    registry.text(
        "rhei_tagged_operand", values -> row -> Tagged.encode(values.operand(row.value(0))), TEXT);
    registry.text(
        "rhei_tagged_affinity",
        values -> row -> Tagged.encode(values.numericAffinity(row.value(0))),
        TEXT);
    registry.text(
        "rhei_tagged_text_affinity",
        values -> row -> Tagged.encode(values.textAffinity(row.value(0))),
        TEXT);
  }
}
