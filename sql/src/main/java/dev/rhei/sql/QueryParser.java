package dev.rhei.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads queries: WITH, the arms, ORDER BY and LIMIT. */
final class QueryParser {
  private final TokenStream tokens;
  private final ExprParser expressions;
  private final FromParser froms;

  QueryParser(TokenStream tokens) {
    this.tokens = tokens;
    this.expressions = new ExprParser(tokens, this);
    this.froms = new FromParser(tokens, this, expressions);
  }

  /** Whether a query begins with that token. */
  static boolean begins(Token token) {
    return token.isWord("SELECT") || token.isWord("VALUES") || token.isWord("WITH");
  }

  Query query() {
    tokens.enter();
    List<Query.CommonTable> with = with();
    List<Query.Arm> arms = new ArrayList<>();
    arms.add(new Query.Arm(null, body()));
    for (Query.Combination next = combination(); next != null; next = combination()) {
      arms.add(new Query.Arm(next, body()));
    }
    // Behind VALUES there is neither.
    boolean select = arms.get(arms.size() - 1).body() instanceof Query.Select;
    List<OrderTerm> orderBy = select ? expressions.orderBy() : List.of();
    Expr limit = null;
    Expr offset = null;
    if (select && tokens.takeWord("LIMIT")) {
      limit = expressions.expression();
      if (tokens.takeWord("OFFSET")) {
        offset = expressions.expression();
      } else if (tokens.takeSymbol(",")) {
        offset = limit;
        limit = expressions.expression();
      }
    }
    tokens.leave();
    return new Query(with, List.copyOf(arms), orderBy, limit, offset);
  }

  private List<Query.CommonTable> with() {
    if (!tokens.takeWord("WITH")) {
      return List.of();
    }
    tokens.takeWord("RECURSIVE"); // changes nothing: any common table may refer to itself
    List<Query.CommonTable> tables = new ArrayList<>();
    do {
      Name name = tokens.name();
      List<Name> columns = tokens.peek().isSymbol("(") ? names() : List.of();
      tokens.expectWord("AS");
      if (tokens.takeWord("NOT")) {
        tokens.expectWord("MATERIALIZED");
      } else {
        tokens.takeWord("MATERIALIZED");
      }
      tokens.expectSymbol("(");
      Query query = query();
      tokens.expectSymbol(")");
      tables.add(new Query.CommonTable(name, columns, query));
    } while (tokens.takeSymbol(","));
    return List.copyOf(tables);
  }

  /** Names in parentheses. */
  List<Name> names() {
    tokens.expectSymbol("(");
    List<Name> names = new ArrayList<>();
    do {
      names.add(tokens.name());
    } while (tokens.takeSymbol(","));
    tokens.expectSymbol(")");
    return List.copyOf(names);
  }

  private Query.@Nullable Combination combination() {
    if (tokens.takeWord("UNION")) {
      return tokens.takeWord("ALL") ? Query.Combination.UNION_ALL : Query.Combination.UNION;
    }
    if (tokens.takeWord("INTERSECT")) {
      return Query.Combination.INTERSECT;
    }
    return tokens.takeWord("EXCEPT") ? Query.Combination.EXCEPT : null;
  }

  private Query.Body body() {
    if (tokens.takeWord("VALUES")) {
      List<List<Expr>> rows = new ArrayList<>();
      do {
        tokens.expectSymbol("(");
        List<Expr> row = expressions.expressions();
        tokens.expectSymbol(")");
        if (!rows.isEmpty() && rows.get(0).size() != row.size()) {
          throw tokens.failure("VALUES of different width");
        }
        rows.add(row);
      } while (tokens.takeSymbol(","));
      return new Query.Values(List.copyOf(rows));
    }
    tokens.expectWord("SELECT");
    boolean distinct = tokens.takeWord("DISTINCT");
    if (!distinct) {
      tokens.takeWord("ALL");
    }
    List<Query.ResultItem> items = new ArrayList<>();
    do {
      items.add(item());
    } while (tokens.takeSymbol(","));
    From from = tokens.takeWord("FROM") ? froms.from() : null;
    Expr where = tokens.takeWord("WHERE") ? expressions.expression() : null;
    List<Expr> groupBy = List.of();
    if (tokens.takeWord("GROUP")) {
      tokens.expectWord("BY");
      groupBy = expressions.expressions();
    }
    Expr having = tokens.takeWord("HAVING") ? expressions.expression() : null;
    return new Query.Select(distinct, List.copyOf(items), from, where, groupBy, having, windows());
  }

  private List<Window.Named> windows() {
    if (!tokens.peek().isWord("WINDOW")) {
      return List.of();
    }
    tokens.take();
    CallParser calls = new CallParser(tokens, expressions);
    List<Window.Named> windows = new ArrayList<>();
    do {
      Name name = tokens.name();
      tokens.expectWord("AS");
      windows.add(new Window.Named(name, calls.window()));
    } while (tokens.takeSymbol(","));
    return List.copyOf(windows);
  }

  private Query.ResultItem item() {
    if (tokens.takeSymbol("*")) {
      return new Query.Star(null);
    }
    if (tokens.peek(1).isSymbol(".")
        && tokens.peek(2).isSymbol("*")
        && !Keywords.isOperandWord(tokens.peek())) {
      Name table = tokens.name();
      tokens.take();
      tokens.take();
      return new Query.Star(table);
    }
    int start = tokens.position();
    Expr expression = expressions.expression();
    String text = tokens.textFrom(start);
    return new Query.Item(expression, tokens.alias(), text);
  }
}
