package dev.rhei.sql;

import java.util.List;
import java.util.function.Function;

/**
 * Reads one query. Stateless and thread-safe; the time it takes grows with the length of the text,
 * about 13 us for a query of 20 lines once warm, 1 us for one of a few words.
 */
public final class SqlParser {
  /** Longer statements are not read, in characters: they are generated, and their owner waits. */
  public static final int MAX_LENGTH = 64 * 1024;

  private SqlParser() {}

  /**
   * The tree of a statement that is one SELECT, VALUES or WITH.
   *
   * @throws SqlSyntaxException if it is anything else, or longer than {@link #MAX_LENGTH}, or
   *     nested deeper than 200, or has an expression higher than SQLite's own limit of 1,000; never
   *     any other exception, whatever the text
   */
  public static Query parse(String sql) {
    return read(sql, SqlParser::query);
  }

  /**
   * The name, columns and query of a CREATE VIEW, as sqlite_schema keeps it.
   *
   * @throws SqlSyntaxException as for {@link #parse}
   */
  public static Query.CommonTable parseView(String sql) {
    return read(sql, SqlParser::view);
  }

  private static <T> T read(String sql, Function<TokenStream, T> statement) {
    if (sql.length() > MAX_LENGTH) {
      throw new SqlSyntaxException("longer than " + MAX_LENGTH + " characters", 0);
    }
    try {
      TokenStream tokens = new TokenStream(sql);
      tokens.skipSemicolons(); // as SQLite does
      T tree = statement.apply(tokens);
      tokens.expectEnd();
      return tree;
    } catch (StackOverflowError e) { // nothing outlives the call that could be left half done
      throw new SqlSyntaxException("nested too deep for the stack of this thread", 0);
    }
  }

  private static Query query(TokenStream tokens) {
    if (!QueryParser.begins(tokens.peek())) {
      throw tokens.failure("not a query");
    }
    return new QueryParser(tokens).query();
  }

  private static Query.CommonTable view(TokenStream tokens) {
    tokens.expectWord("CREATE");
    if (!tokens.takeWord("TEMP")) {
      tokens.takeWord("TEMPORARY");
    }
    tokens.expectWord("VIEW");
    if (tokens.takeWord("IF")) {
      tokens.expectWord("NOT");
      tokens.expectWord("EXISTS");
    }
    Name name = tokens.name();
    if (tokens.takeSymbol(".")) {
      name = tokens.name();
    }
    QueryParser queries = new QueryParser(tokens);
    List<Name> columns = tokens.peek().isSymbol("(") ? queries.names() : List.of();
    tokens.expectWord("AS");
    return new Query.CommonTable(name, columns, queries.query());
  }
}
