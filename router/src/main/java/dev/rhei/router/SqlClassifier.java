package dev.rhei.router;

import dev.rhei.core.route.StatementKind;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.TokenMgrException;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.Select;

/** Takes a statement's text to the facts about it. Only queries are parsed. */
final class SqlClassifier {
  /** The parser's time grows faster than the text; longer ones are not worth it. */
  static final int MAX_LENGTH = 64 * 1024;

  /** The parser and all who walk its tree are recursive. */
  static final int MAX_NESTING = 200;

  private SqlClassifier() {}

  /** Facts about any text; never fails. */
  static StatementFacts classify(String sql) {
    StatementKind kind = SqlVerb.kind(sql);
    if (kind != StatementKind.QUERY) {
      return StatementFacts.ofKind(kind, "");
    }
    String tooBig = tooBig(sql);
    if (!tooBig.isEmpty()) {
      return KeywordFallback.facts(sql, tooBig);
    }
    try {
      Statement statement = new CCJSqlParser(sql).withSquareBracketQuotation(true).Statement();
      return statement instanceof Select select
          ? FactCollector.collect(select)
          : KeywordFallback.facts(sql, "the parser does not take it for a query");
    } catch (ParseException | TokenMgrException | StackOverflowError e) {
      return KeywordFallback.facts(sql, "the parser cannot read it");
    } catch (RuntimeException e) { // a defect of the parser must not fail the application's query
      return KeywordFallback.facts(sql, "the parser failed on it");
    }
  }

  /** Why the text must not be given to the parser; empty if it may. */
  private static String tooBig(String sql) {
    if (sql.length() > MAX_LENGTH) {
      return "it is longer than " + MAX_LENGTH + " characters";
    }
    SqlScanner scanner = new SqlScanner(sql);
    int depth = 0;
    boolean ended = false;
    for (SqlScanner.Kind kind = scanner.next();
        kind != SqlScanner.Kind.END;
        kind = scanner.next()) {
      if (kind == SqlScanner.Kind.SEMICOLON) {
        ended = true;
      } else if (ended) {
        return "it holds more than one statement"; // the parser would read the first and stop
      } else if (kind == SqlScanner.Kind.OPEN && ++depth > MAX_NESTING) {
        return "it nests deeper than " + MAX_NESTING + " parentheses";
      } else if (kind == SqlScanner.Kind.CLOSE) {
        depth--;
      }
    }
    return "";
  }
}
