package dev.rhei.olap.duckdb.function;

import static dev.rhei.olap.duckdb.function.Casts.argument;

import dev.rhei.olap.duckdb.function.Term.Form;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SQLite's functions on text. Numbers are taken for their text. NULL if an argument is, where
 * nothing else is said. A NUL ends a text for some of SQLite's functions; those rows take the long
 * way.
 */
public final class TextFunctions {
  private TextFunctions() {}

  /** {@code a || b}. A TEXT. */
  public static Term concatenate(Term a, Term b) {
    return a.isNull() || b.isNull()
        ? Term.nothing(Form.TEXT)
        : Term.text("(" + Casts.text(a).sql() + " || " + Casts.text(b).sql() + ")");
  }

  /** {@code concat(…)} of one or more; NULL counts as empty. A TEXT. */
  public static Term concat(List<Term> arguments) {
    return Term.text("concat(" + texts(arguments) + ")");
  }

  /** {@code concat_ws(separator, …)} of one or more; those that are NULL are left out. A TEXT. */
  public static Term concatWithSeparator(Term separator, List<Term> arguments) {
    return separator.isNull()
        ? Term.nothing(Form.TEXT)
        : Term.text("concat_ws(" + Casts.text(separator).sql() + ", " + texts(arguments) + ")");
  }

  private static String texts(List<Term> arguments) {
    return String.join(
        ", ",
        arguments.stream()
            .map(term -> term.isNull() ? Term.nothing(Form.TEXT).sql() : Casts.text(term).sql())
            .toList());
  }

  /** {@code upper(x)}: A to Z only. A TEXT. */
  public static Term upper(Term x) {
    return fold("upper", x);
  }

  /** {@code lower(x)}: A to Z only. A TEXT. */
  public static Term lower(Term x) {
    return fold("lower", x);
  }

  private static Term fold(String function, Term x) {
    if (x.isNull()) {
      return Term.nothing(Form.TEXT);
    }
    Term text = Casts.text(x);
    String sql =
        text.isRepeatable()
            ? "CASE WHEN strlen(%1$s) = length(%1$s) THEN %2$s(%1$s) ELSE rhei_%2$s(%1$s) END"
            : "rhei_%2$s(%1$s)";
    return Term.text(sql.formatted(text.sql(), function));
  }

  /** {@code length(x)}: characters up to a NUL, or bytes of a blob. An INTEGER. */
  public static Term length(Term x) {
    return switch (x.form()) {
      case NULL -> Term.nothing(Form.INTEGER);
      case INTEGER, REAL -> Term.integer("strlen(" + Casts.text(x).sql() + ")");
      case TEXT -> Term.integer("length(" + untilNul(x) + ")");
      case BLOB -> Term.integer("octet_length(" + x.sql() + ")");
      case TAGGED -> Term.integer("rhei_length_any(" + x.sql() + ")");
    };
  }

  /** {@code octet_length(x)}: bytes. An INTEGER. */
  public static Term octetLength(Term x) {
    return switch (x.form()) {
      case NULL -> Term.nothing(Form.INTEGER);
      case INTEGER, REAL, TEXT -> Term.integer("strlen(" + Casts.text(x).sql() + ")");
      case BLOB -> Term.integer("octet_length(" + x.sql() + ")");
      case TAGGED -> Term.integer("octet_length(" + Casts.blob(x).sql() + ")");
    };
  }

  /** {@code substr(x, from)}. A TEXT; a BLOB of a blob; TAGGED of TAGGED. */
  public static Term substr(Term x, Term from) {
    return substr(x, from, null);
  }

  /**
   * {@code substr(x, from, length)}. A TEXT; a BLOB of a blob; TAGGED of TAGGED. Beyond 32 bits,
   * numbers that are no literals fail the query.
   */
  public static Term substr(Term x, Term from, @Nullable Term length) {
    if (x.isNull() || from.isNull() || (length != null && length.isNull())) {
      return Term.nothing(x.form() == Form.NULL ? Form.TEXT : x.form());
    }
    String range = position(from) + (length == null ? "" : ", " + position(length));
    return switch (x.form()) {
      case BLOB -> Term.blob("unhex(rhei_substr_hex(hex(" + x.sql() + "), " + range + "))");
      case TAGGED -> Term.tagged("rhei_substr_any(" + x.sql() + ", " + range + ")");
      case NULL, INTEGER, REAL -> Term.text("substr(" + Casts.text(x).sql() + ", " + range + ")");
      case TEXT -> Term.text("substr(" + untilNul(x) + ", " + range + ")");
    };
  }

  /** DuckDB refuses larger numbers, which mean the same. */
  private static String position(Term term) {
    return term.constant() instanceof Long value
        ? Term.literal(Math.max(Math.min(value, Integer.MAX_VALUE), -Integer.MAX_VALUE)).sql()
        : Casts.integer(term).sql();
  }

  /** {@code instr(x, y)}: where y begins in x, counted from 1; 0 if it does not. An INTEGER. */
  public static Term instr(Term x, Term y) {
    if (x.isNull() || y.isNull()) {
      return Term.nothing(Form.INTEGER);
    }
    return mayBeBlob(x) && mayBeBlob(y)
        ? Term.integer("rhei_instr_any(" + argument(x) + ", " + argument(y) + ")")
        : Term.integer("instr(" + Casts.text(x).sql() + ", " + Casts.text(y).sql() + ")");
  }

  private static boolean mayBeBlob(Term x) {
    return x.form() == Form.BLOB || x.form() == Form.TAGGED;
  }

  /** {@code replace(x, y, z)}: every y in x by z; no matter what z is if y is empty. A TEXT. */
  public static Term replace(Term x, Term y, Term z) {
    if (x.isNull() || y.isNull()) {
      return Term.nothing(Form.TEXT);
    }
    boolean plain = y.constant() != null && !"".equals(y.constant());
    return Term.text((plain ? "replace(" : "rhei_replace(") + texts(List.of(x, y, z)) + ")");
  }

  /** {@code trim(x)}: without the blanks around it. A TEXT. */
  public static Term trim(Term x) {
    return trim("trim", x, Term.literal(" "));
  }

  /** {@code trim(x, characters)}. A TEXT. */
  public static Term trim(Term x, Term characters) {
    return trim("trim", x, characters);
  }

  /** {@code ltrim(x)}. A TEXT. */
  public static Term leftTrim(Term x) {
    return trim("ltrim", x, Term.literal(" "));
  }

  /** {@code ltrim(x, characters)}. A TEXT. */
  public static Term leftTrim(Term x, Term characters) {
    return trim("ltrim", x, characters);
  }

  /** {@code rtrim(x)}. A TEXT. */
  public static Term rightTrim(Term x) {
    return trim("rtrim", x, Term.literal(" "));
  }

  /** {@code rtrim(x, characters)}. A TEXT. */
  public static Term rightTrim(Term x, Term characters) {
    return trim("rtrim", x, characters);
  }

  private static Term trim(String function, Term x, Term characters) {
    if (x.isNull() || characters.isNull()) {
      return Term.nothing(Form.TEXT);
    }
    String set = Casts.text(characters).sql();
    return Term.text(
        function
            + "("
            + Casts.text(x).sql()
            + ", "
            + (characters.constant() != null ? set : "string_split(" + set + ", chr(0))[1]")
            + ")");
  }

  /** {@code hex(x)}: of a blob's bytes, or of a text's. A TEXT; empty of NULL. */
  public static Term hex(Term x) {
    return switch (x.form()) {
      case NULL -> Term.text("''");
      case TAGGED -> Term.text("upper(coalesce(rhei_tagged_hex(" + x.sql() + "), ''))");
      case BLOB -> Term.text("coalesce(hex(" + x.sql() + "), '')");
      case INTEGER, REAL, TEXT -> Term.text("coalesce(hex(" + Casts.text(x).sql() + "), '')");
    };
  }

  /** {@code unhex(x)}. A BLOB; NULL if x is something else than pairs of hexadecimal digits. */
  public static Term unhex(Term x) {
    return unhex(x, Term.literal(""));
  }

  /** {@code unhex(x, ignored)}: where those characters may stand between the pairs. A BLOB. */
  public static Term unhex(Term x, Term ignored) {
    return x.isNull() || ignored.isNull()
        ? Term.nothing(Form.BLOB)
        : Term.blob(
            "unhex(rhei_unhex(" + Casts.text(x).sql() + ", " + Casts.text(ignored).sql() + "))");
  }

  /** {@code unicode(x)}: the number of the first character. An INTEGER; NULL of an empty text. */
  public static Term unicode(Term x) {
    if (x.isNull()) {
      return Term.nothing(Form.INTEGER);
    }
    Term text = Casts.text(x);
    String sql =
        text.isRepeatable()
            ? "CASE WHEN unicode(%1$s) > 0 THEN CAST(unicode(%1$s) AS BIGINT) END"
            : "rhei_unicode(%1$s)";
    return Term.integer(sql.formatted(text.sql()));
  }

  /** {@code char(…)}: the characters with these numbers; NULL counts as 0. A TEXT. */
  public static Term character(List<Term> arguments) {
    return Term.text(
        "rhei_char("
            + String.join(
                ", ",
                arguments.stream()
                    .map(term -> term.isNull() ? Term.literal(0L) : Casts.integer(term))
                    .map(term -> "CAST(" + term.sql() + " AS VARCHAR)")
                    .toList())
            + ")");
  }

  /** {@code quote(x)}: x as a literal of SQL. A TEXT; {@code 'NULL'} of NULL. */
  public static Term quote(Term x) {
    return switch (x.form()) {
      case NULL -> Term.text("'NULL'");
      case INTEGER -> Term.text("coalesce(CAST(" + x.sql() + " AS VARCHAR), 'NULL')");
      case BLOB -> Term.text("coalesce('X''' || hex(" + x.sql() + ") || '''', 'NULL')");
      case REAL, TEXT, TAGGED -> Term.text("rhei_quote(" + argument(x) + ")");
    };
  }

  /** {@code typeof(x)}. A TEXT. */
  public static Term typeOf(Term x) {
    String type =
        switch (x.form()) {
          case NULL -> "NULL";
          case INTEGER -> "integer";
          case REAL -> "real";
          case TEXT -> "text";
          case BLOB -> "blob";
          case TAGGED -> "";
        };
    return Term.text(
        x.form() == Form.TAGGED
            ? "CASE left("
                + x.sql()
                + ", 1) WHEN 'i' THEN 'integer' WHEN 'r' THEN 'real'"
                + " WHEN 't' THEN 'text' WHEN 'b' THEN 'blob' ELSE 'null' END"
            : "CASE WHEN " + x.sql() + " IS NULL THEN 'null' ELSE '" + type + "' END");
  }

  /** {@code zeroblob(n)}. A BLOB. */
  public static Term zeroBlob(Term n) {
    return Term.blob("unhex(rhei_zeros(" + Casts.tagged(n).sql() + "))");
  }

  /**
   * {@code printf(format, …)} and {@code format(format, …)}. A TEXT; NULL if the format is. A NULL
   * that is shown counts as 0 or as nothing.
   */
  public static Term printf(Term format, List<Term> arguments) {
    if (format.isNull()) {
      return Term.nothing(Form.TEXT);
    }
    String constant = format.constantText();
    String inline = constant == null ? null : PrintfTemplate.of(constant, arguments);
    return Term.text(
        inline == null ? PrintfTemplate.call(Casts.text(format).sql(), arguments) : inline);
  }

  /** The part of a text before a NUL; a literal has none. */
  static String untilNul(Term text) {
    if (text.constant() != null) {
      return text.sql();
    }
    String sql =
        text.isRepeatable()
            ? "CASE WHEN contains(%1$s, chr(0)) THEN string_split(%1$s, chr(0))[1] ELSE %1$s END"
            : "string_split(%1$s, chr(0))[1]";
    return sql.formatted(text.sql());
  }
}
