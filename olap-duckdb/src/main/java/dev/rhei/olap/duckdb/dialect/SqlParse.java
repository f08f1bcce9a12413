package dev.rhei.olap.duckdb.dialect;

import dev.rhei.olap.duckdb.dialect.SqlTokens.Kind;
import dev.rhei.olap.duckdb.dialect.SqlTokens.Token;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.TokenMgrException;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;

/**
 * A query's syntax tree together with its source. The parser is not SQLite's, so it is given the
 * text in a form that both read alike: tokens cut by SQLite's rules, no comments, every parameter
 * numbered. How it groups operators is checked by {@link Precedence}.
 */
final class SqlParse {
  static final int MAX_LENGTH = 64 * 1024;
  static final int MAX_NESTING = 200;

  private final String sql;
  private final List<Token> tokens;
  private final int end; // of the statement: its semicolon, or the end of the text
  private final int[] offsets; // of each token in the text that the parser was given
  private final Select select;

  private SqlParse(String sql) {
    this.sql = sql;
    List<Token> all = SqlTokens.of(sql);
    int count = 0;
    while (count < all.size() && !all.get(count).isSymbol(";")) {
      count++;
    }
    Refusal.unless(count >= all.size() - 1, "more than one statement");
    this.end = count < all.size() ? all.get(count).start() : sql.length();
    this.tokens = all.subList(0, count);
    this.offsets = new int[count];
    requireShallow();
    this.select = parse(readable());
  }

  /**
   * Parses one query.
   *
   * @throws Refusal if it is not one, or too big, or not read by the parser
   */
  static SqlParse of(String sql) {
    Refusal.unless(
        sql.length() <= MAX_LENGTH, "the statement is longer than " + MAX_LENGTH + " characters");
    return new SqlParse(sql);
  }

  Select select() {
    return select;
  }

  /** SQLite's label for an expression without an alias: its text up to the next token. */
  String source(SelectItem<?> item) {
    int first =
        item.getASTNode() == null
            ? -1
            : Arrays.binarySearch(offsets, item.getASTNode().jjtGetFirstToken().absoluteBegin - 1);
    Refusal.unless(first >= 0, "an expression whose source text is not known");
    int after = first;
    int depth = 0;
    while (after < tokens.size()) {
      Token token = tokens.get(after);
      if (token.isSymbol("(")) {
        depth++;
      } else if (token.isSymbol(")")) {
        depth--;
      }
      if (depth < 0 || (depth == 0 && endsItem(after))) {
        break;
      }
      after++;
    }
    int start = tokens.get(first).start();
    int stop = after < tokens.size() ? tokens.get(after).start() : end;
    while (stop > start && isSpace(sql.charAt(stop - 1))) {
      stop--;
    }
    return sql.substring(start, stop);
  }

  private boolean endsItem(int index) {
    Token token = tokens.get(index);
    if (token.is("FROM")) {
      return !tokens.get(index - 1).is("DISTINCT"); // IS DISTINCT FROM
    }
    return token.isSymbol(",")
        || token.is("WHERE")
        || token.is("GROUP")
        || token.is("HAVING")
        || token.is("ORDER")
        || token.is("LIMIT")
        || token.is("UNION")
        || token.is("INTERSECT")
        || token.is("EXCEPT");
  }

  private static boolean isSpace(char c) {
    return SqlTokens.isBlank(c) || c == '\u000B';
  }

  private void requireShallow() {
    int depth = 0;
    for (Token token : tokens) {
      if (token.isSymbol("(") || token.is("CASE")) {
        depth++;
      } else if (token.isSymbol(")") || token.is("END")) {
        depth--;
      }
      Refusal.unless(depth <= MAX_NESTING, "nested deeper than " + MAX_NESTING);
    }
  }

  /** The tokens as text that the parser reads, parameters numbered as SQLite numbers them. */
  private String readable() {
    StringBuilder text = new StringBuilder(sql.length());
    Map<String, Integer> named = new HashMap<>();
    SignRuns signs = SignRuns.of(tokens);
    int highest = 0;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (i > 0 && token.start() > tokens.get(i - 1).end()) {
        text.append(' ');
      }
      text.append(signs.opensBefore(i) ? "(" : "");
      offsets[i] = text.length();
      if (token.kind() == Kind.PARAMETER) {
        int number = number(token.image(), named, highest);
        highest = Math.max(highest, number);
        text.append('?').append(number);
      } else if (token.isSymbol("==")) {
        text.append('=');
      } else {
        text.append(token.image());
      }
      text.append(")".repeat(signs.closedBehind(i)));
    }
    return text.toString();
  }

  private static int number(String image, Map<String, Integer> named, int highest) {
    if (image.equals("?")) {
      return highest + 1;
    }
    if (image.charAt(0) != '?') {
      Integer known = named.putIfAbsent(image, highest + 1);
      return known == null ? highest + 1 : known;
    }
    int number = image.length() > 6 ? 0 : Integer.parseInt(image.substring(1));
    Refusal.unless(number >= 1 && number <= 32_766, "the parameter " + image);
    return number;
  }

  private static Select parse(String text) {
    try {
      if (new CCJSqlParser(text).withSquareBracketQuotation(true).Statement()
          instanceof Select select) {
        return select;
      }
      throw new Refusal("not a query");
    } catch (ParseException | TokenMgrException | StackOverflowError e) {
      throw new Refusal("the parser cannot read it");
    }
  }
}
