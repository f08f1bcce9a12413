package dev.rhei.sql;

import dev.rhei.sql.Token.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tokens of one statement and how far they are read. Confined to one thread. */
final class TokenStream {
  /**
   * How deep parentheses, CASE, and operators in front of each other may nest. Reading that takes
   * up to 400 KiB of the thread's stack, of which it has 1 MiB by default.
   */
  static final int MAX_DEPTH = 200;

  /** SQLite as its JDBC driver builds it allows as many; as it comes, 32,766. */
  private static final int MAX_PARAMETER = 250_000;

  private final String sql;
  private final List<Token> tokens;
  private final Map<String, Integer> named = new HashMap<>();
  private int next;
  private int depth;
  private int highestParameter;

  TokenStream(String sql) {
    this.sql = sql;
    this.tokens = Tokenizer.tokens(sql);
  }

  Token peek() {
    return tokens.get(next);
  }

  /** The token so many behind the next one. */
  Token peek(int ahead) {
    return tokens.get(Math.min(next + ahead, tokens.size() - 1));
  }

  Token take() {
    Token token = tokens.get(next);
    if (token.kind() != Kind.END) {
      next++;
    }
    return token;
  }

  boolean takeWord(String keyword) {
    boolean is = peek().isWord(keyword);
    next += is ? 1 : 0;
    return is;
  }

  boolean takeSymbol(String symbol) {
    boolean is = peek().isSymbol(symbol);
    next += is ? 1 : 0;
    return is;
  }

  void expectWord(String keyword) {
    if (!takeWord(keyword)) {
      throw unexpected();
    }
  }

  void expectSymbol(String symbol) {
    if (!takeSymbol(symbol)) {
      throw unexpected();
    }
  }

  /** The statement ends here; semicolons may follow. */
  void expectEnd() {
    skipSemicolons();
    if (peek().kind() != Kind.END) {
      throw unexpected();
    }
  }

  void skipSemicolons() {
    while (peek().isSymbol(";")) {
      take();
    }
  }

  SqlSyntaxException unexpected() {
    return unexpected(peek());
  }

  static SqlSyntaxException unexpected(Token token) {
    return new SqlSyntaxException(
        token.kind() == Kind.END ? "the statement ends early" : "at '" + token.image() + "'",
        token.start());
  }

  SqlSyntaxException failure(String message) {
    return new SqlSyntaxException(message, peek().start());
  }

  /** Goes one level deeper, until {@link #leave}. */
  void enter() {
    if (++depth > MAX_DEPTH) {
      throw failure("nested deeper than " + MAX_DEPTH);
    }
  }

  void leave() {
    depth--;
  }

  Name name() {
    if (!Keywords.isNameOrText(peek())) {
      throw unexpected();
    }
    return nameOf(take());
  }

  /** A name where no word of a join can stand. */
  Name plainName() {
    if (!Keywords.isPlainName(peek())) {
      throw unexpected();
    }
    return nameOf(take());
  }

  private static Name nameOf(Token token) {
    return token.kind() == Kind.WORD
        ? Name.of(token.image())
        : new Name(token.unquoted(), token.image().charAt(0));
  }

  /** The alias that stands here, with or without AS; null if there is none. */
  @Nullable Name alias() {
    if (takeWord("AS")) {
      return name();
    }
    return Keywords.isPlainName(peek()) ? nameOf(take()) : null;
  }

  /** The number that SQLite gives a parameter. */
  int parameter(Token token) {
    String image = token.image();
    int number;
    if (image.equals("?")) {
      number = highestParameter + 1;
    } else if (image.charAt(0) == '?') {
      number = numbered(image);
    } else {
      number = named.computeIfAbsent(image, unused -> highestParameter + 1);
    }
    if (number < 1 || number > MAX_PARAMETER) {
      throw new SqlSyntaxException("the parameter '" + image + "'", token.start());
    }
    highestParameter = Math.max(highestParameter, number);
    return number;
  }

  private static int numbered(String image) {
    int number = 0;
    for (int i = 1; i < image.length() && number <= MAX_PARAMETER; i++) {
      number = 10 * number + image.charAt(i) - '0';
    }
    return number;
  }

  int position() {
    return next;
  }

  /** The statement's text from the token at that position to the end of the last one taken. */
  String textOf(int position) {
    return position == next
        ? ""
        : sql.substring(tokens.get(position).start(), tokens.get(next - 1).end());
  }

  /**
   * The statement's text from the token at that position up to the next one, comments and all: what
   * SQLite takes for the name of an expression.
   */
  String textFrom(int position) {
    int start = tokens.get(position).start();
    int stop = peek().start();
    while (stop > start && Tokenizer.isSpace(sql.charAt(stop - 1))) {
      stop--;
    }
    return sql.substring(start, stop);
  }
}
