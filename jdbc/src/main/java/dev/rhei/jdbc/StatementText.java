package dev.rhei.jdbc;

import dev.rhei.core.route.StatementKind;
import dev.rhei.sql.SqlScanner;
import dev.rhei.sql.SqlVerb;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a text's words tell of the statements in it. Pure, immutable.
 *
 * @param steps a step for each statement
 * @param readsTable whether it is one query, with FROM in it: without, nothing is gained elsewhere
 */
record StatementText(List<Step> steps, boolean readsTable) {
  /** Statements whose effect on the connection their first words tell. */
  private static final int WORDS = 3;

  private static final Set<String> TEMPORARY = Set.of("TEMP", "TEMPORARY");

  StatementText {
    steps = List.copyOf(steps);
  }

  /**
   * One statement.
   *
   * @param text it alone
   * @param kind its kind
   * @param words its first words in upper case
   * @param name the last word or quoted name among its first ones, as it is written
   */
  record Step(String text, StatementKind kind, List<String> words, String name) {
    Step {
      words = List.copyOf(words);
    }

    boolean is(String... first) {
      return words.size() >= first.length && words.subList(0, first.length).equals(List.of(first));
    }

    /** Whether queries may mean something else on this connection from now on. */
    boolean setsApart() {
      return is("ATTACH")
          || is("PRAGMA", "CASE_SENSITIVE_LIKE")
          || (is("CREATE") && words.size() > 1 && TEMPORARY.contains(words.get(1)));
    }
  }

  /** Whether it is one query, which changes nothing. */
  boolean isQuery() {
    return steps.size() == 1 && steps.get(0).kind() == StatementKind.QUERY;
  }

  /** Whether SQLite may open a transaction for it. */
  boolean touchesTables() {
    return readsTable || !isQuery();
  }

  static StatementText of(String sql) {
    List<Step> steps = new ArrayList<>();
    boolean from = false;
    SqlScanner scanner = new SqlScanner(sql);
    SqlScanner.Kind kind = scanner.next();
    while (kind != SqlScanner.Kind.END) {
      int start = scanner.start();
      List<String> words = new ArrayList<>();
      String name = "";
      boolean trigger = false;
      boolean first = true; // after a semicolon, in the body of a trigger
      boolean over = false;
      int end = start;
      while (kind != SqlScanner.Kind.END && !over) {
        end = scanner.end();
        if (kind == SqlScanner.Kind.SEMICOLON) {
          over = !trigger;
          first = true;
        } else if (kind == SqlScanner.Kind.WORD || kind == SqlScanner.Kind.OPERAND) {
          String word = scanner.upper();
          if (words.size() < WORDS) {
            words.add(word);
            name = word;
            trigger |= word.equals("TRIGGER") && words.get(0).equals("CREATE");
          }
          from |= word.equals("FROM");
          trigger &= !(first && words.size() == WORDS && word.equals("END"));
          first = false;
        } else {
          first = false;
        }
        kind = scanner.next();
      }
      if (!words.isEmpty()) {
        String text = sql.substring(start, end);
        steps.add(new Step(text, kindOf(text, words.get(0)), words, unquoted(name)));
      }
    }
    boolean query = steps.size() == 1 && steps.get(0).kind() == StatementKind.QUERY;
    return new StatementText(steps, query && from);
  }

  private static StatementKind kindOf(String text, String first) {
    return StatementKind.ofVerb(first.equals("WITH") ? SqlVerb.of(text) : first);
  }

  private static String unquoted(String name) {
    boolean quoted = name.length() > 1 && "\"'`[".indexOf(name.charAt(0)) >= 0;
    return (quoted ? name.substring(1, name.length() - 1) : name).toUpperCase(Locale.ROOT);
  }
}
