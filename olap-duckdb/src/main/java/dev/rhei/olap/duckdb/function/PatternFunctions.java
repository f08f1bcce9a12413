package dev.rhei.olap.duckdb.function;

import static dev.rhei.olap.duckdb.function.Registry.TEXT;

import dev.rhei.core.schema.Identifier;
import dev.rhei.olap.duckdb.function.Wildcards.Any;
import dev.rhei.olap.duckdb.function.Wildcards.Literal;
import dev.rhei.olap.duckdb.function.Wildcards.Token;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * LIKE and GLOB. Numbers and blobs are taken as text. Each gives a BOOLEAN, NULL if an argument is.
 * A pattern that is a literal is left to DuckDB wherever it means the same.
 */
public final class PatternFunctions {
  private static final String NOTHING = "CAST(NULL AS BOOLEAN)";
  private static final char ESCAPE = '\\';

  private PatternFunctions() {}

  /** {@code text LIKE pattern}, which is {@code like(pattern, text)}. */
  public static String like(Term text, Term pattern) {
    if (text.isNull() || pattern.isNull()) {
      return NOTHING;
    }
    String call = "rhei_like(" + Casts.text(pattern).sql() + ", ";
    String constant = pattern.constantText();
    return constant == null
        ? call + Casts.text(text).sql() + ")"
        : like(text, Wildcards.like(constant, 0), call);
  }

  /** {@code text LIKE pattern ESCAPE escape}. */
  public static String like(Term text, Term pattern, Term escape) {
    if (text.isNull() || pattern.isNull() || escape.isNull()) {
      return NOTHING;
    }
    String call =
        "rhei_like_escape(" + Casts.text(escape).sql() + ", " + Casts.text(pattern).sql() + ", ";
    String constant = pattern.constantText();
    String character = escape.constantText();
    if (constant == null || character == null) {
      return call + Casts.text(text).sql() + ")";
    }
    return like(text, Wildcards.like(constant, single(character)), call);
  }

  /** {@code text GLOB pattern}, which is {@code glob(pattern, text)}. */
  public static String glob(Term text, Term pattern) {
    if (text.isNull() || pattern.isNull()) {
      return NOTHING;
    }
    Term subject = Casts.text(text);
    String call = "rhei_glob(" + Casts.text(pattern).sql() + ", ";
    String constant = pattern.constantText();
    if (constant == null) {
      return call + subject.sql() + ")";
    }
    Wildcards wildcards = Wildcards.glob(constant);
    String like = wildcards.forLike(ESCAPE);
    if (like != null) {
      return test(subject, wildcards, x -> x + literal(" LIKE ", like));
    }
    String expression = wildcards.forRegex();
    return expression == null
        ? call + subject.sql() + ")"
        : test(
            subject,
            wildcards,
            x -> "regexp_full_match(" + x + ", " + Identifier.literal(expression) + ", 's')");
  }

  private static int single(String escape) {
    if (escape.isEmpty() || escape.codePointCount(0, escape.length()) != 1) {
      throw new LeftToSqlite("an escape character of several");
    }
    return escape.codePointAt(0);
  }

  private static String like(Term text, Wildcards wildcards, String call) {
    Term subject = Casts.text(text);
    String like = wildcards.forLike(ESCAPE);
    boolean letters = has(wildcards.tokens(), PatternFunctions::isLetter);
    if (like == null || (letters && has(wildcards.tokens(), c -> c >= 0x80))) {
      return call + subject.sql() + ")";
    }
    if (!letters) {
      return test(subject, wildcards, x -> x + literal(" LIKE ", like));
    }
    String fold = literal(" ILIKE ", like);
    if (!has(wildcards.tokens(), c -> "kKiI".indexOf(c) >= 0)) {
      return test(subject, wildcards, x -> x + fold);
    }
    // Two characters beyond ASCII fold to one within it: to k and to i.
    return subject.isRepeatable()
        ? "CASE WHEN strlen(%1$s) = length(%1$s) THEN %2$s ELSE %3$s%1$s) END"
            .formatted(subject.sql(), test(subject, wildcards, x -> x + fold), call)
        : call + subject.sql() + ")";
  }

  /** The test of the text before a NUL, or of all of it if what follows makes no difference. */
  private static String test(Term subject, Wildcards wildcards, Function<String, String> test) {
    return "("
        + test.apply(isPrefix(wildcards.tokens()) ? subject.sql() : TextFunctions.untilNul(subject))
        + ")";
  }

  private static String literal(String operator, String like) {
    return operator
        + Identifier.literal(like)
        + (like.indexOf(ESCAPE) >= 0 ? " ESCAPE '" + ESCAPE + "'" : "");
  }

  private static boolean isPrefix(List<Token> tokens) {
    int last = tokens.size() - 1;
    return last >= 0
        && tokens.get(last) instanceof Any
        && tokens.subList(0, last).stream().allMatch(Literal.class::isInstance);
  }

  /** Of a character. */
  private interface Kind {
    boolean of(int character);
  }

  private static boolean has(List<Token> tokens, Kind kind) {
    return tokens.stream()
        .anyMatch(token -> token instanceof Literal literal && kind.of(literal.character()));
  }

  private static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static void register(Registry registry) throws SQLException {
    registry.condition(
        "rhei_like",
        values -> {
          Cache cache = new Cache(pattern -> Wildcards.like(pattern, 0));
          return row -> cache.of(row.text(0)).matches(row.text(1));
        },
        TEXT,
        TEXT);
    registry.condition(
        "rhei_like_escape",
        values -> row -> Wildcards.like(row.text(1), single(row.text(0))).matches(row.text(2)),
        TEXT,
        TEXT,
        TEXT);
    registry.condition(
        "rhei_glob",
        values -> {
          Cache cache = new Cache(Wildcards::glob);
          return row -> cache.of(row.text(0)).matches(row.text(1));
        },
        TEXT,
        TEXT);
  }

  /** Keeps the pattern of the row before, which is that of the next more often than not. */
  private static final class Cache {
    private final Function<String, Wildcards> reader;
    private @Nullable String pattern;
    private @Nullable Wildcards wildcards;

    Cache(Function<String, Wildcards> reader) {
      this.reader = reader;
    }

    Wildcards of(String text) {
      Wildcards known = wildcards;
      if (known == null || !text.equals(pattern)) {
        known = reader.apply(text);
        wildcards = known;
        pattern = text;
      }
      return known;
    }
  }
}
