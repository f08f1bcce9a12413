package dev.rhei.sql;

import dev.rhei.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads expressions by precedence climbing. The levels and what binds to which side are those of
 * SQLite's parse.y: NOT, then {@code = IS IN LIKE BETWEEN} and NULL tests on one level, then {@code
 * < <= > >=}, bits, sums, products, {@code ||} with the arrows, COLLATE, and the signs.
 */
final class ExprParser {
  private static final int OR = 1;
  private static final int AND = 2;
  private static final int NOT = 3;
  private static final int EQUALITY = 4;
  private static final int COMPARISON = 5;
  private static final int BITS = 7;
  private static final int SUM = 8;
  private static final int PRODUCT = 9;
  private static final int CONCAT = 10;
  private static final int COLLATE = 11;
  private static final int SIGN = 12;

  /** SQLite's own limit on the height of an expression, so a walk down a tree may recurse. */
  static final int MAX_HEIGHT = 1_000;

  private final TokenStream tokens;
  private final QueryParser queries;
  private final CallParser calls;

  /** Of the tallest of the expressions read so far that will be parts of the same one. */
  private int height;

  ExprParser(TokenStream tokens, QueryParser queries) {
    this.tokens = tokens;
    this.queries = queries;
    this.calls = new CallParser(tokens, this);
  }

  Expr expression() {
    return expression(OR);
  }

  List<Expr> expressions() {
    List<Expr> list = new ArrayList<>();
    do {
      list.add(expression());
    } while (tokens.takeSymbol(","));
    return List.copyOf(list);
  }

  /** ORDER BY and its terms; none if there is no such keyword. */
  List<OrderTerm> orderBy() {
    List<OrderTerm> terms = new ArrayList<>();
    if (tokens.takeWord("ORDER")) {
      tokens.expectWord("BY");
      do {
        terms.add(orderTerm());
      } while (tokens.takeSymbol(","));
    }
    return List.copyOf(terms);
  }

  private OrderTerm orderTerm() {
    Expr expression = expression();
    boolean descending = tokens.takeWord("DESC");
    if (!descending) {
      tokens.takeWord("ASC");
    }
    OrderTerm.Nulls nulls = OrderTerm.Nulls.DEFAULT;
    if (tokens.takeWord("NULLS")) {
      if (tokens.takeWord("FIRST")) {
        nulls = OrderTerm.Nulls.FIRST;
      } else {
        tokens.expectWord("LAST");
        nulls = OrderTerm.Nulls.LAST;
      }
    }
    return new OrderTerm(expression, descending, nulls);
  }

  /** An expression of operators of at least that level. */
  private Expr expression(int least) {
    tokens.enter();
    int besides = height;
    height = 0;
    Expr expression = operand();
    grow();
    for (int level = level(tokens.peek()); level >= least; level = level(tokens.peek())) {
      expression =
          level == EQUALITY || level == NOT ? equality(expression) : binary(expression, level);
      grow();
    }
    height = Math.max(height, besides);
    tokens.leave();
    return expression;
  }

  private void grow() {
    if (++height > MAX_HEIGHT) {
      throw tokens.failure("an expression higher than " + MAX_HEIGHT);
    }
  }

  /** The level of the operator that the token begins behind an operand; 0 if it begins none. */
  private int level(Token token) {
    if (token.kind() == Kind.SYMBOL) {
      return switch (token.image()) {
        case "=", "==", "<>", "!=" -> EQUALITY;
        case "<", "<=", ">", ">=" -> COMPARISON;
        case "&", "|", "<<", ">>" -> BITS;
        case "+", "-" -> SUM;
        case "*", "/", "%" -> PRODUCT;
        case "||", "->", "->>" -> CONCAT;
        default -> 0;
      };
    }
    return token.kind() != Kind.WORD
        ? 0
        : switch (token.word()) {
          case "OR" -> OR;
          case "AND" -> AND;
          case "NOT" -> NOT;
          case "IS", "IN", "BETWEEN", "ISNULL", "NOTNULL", "LIKE", "GLOB", "REGEXP", "MATCH" ->
              EQUALITY;
          case "COLLATE" -> COLLATE;
          default -> 0;
        };
  }

  private Expr binary(Expr left, int level) {
    Token token = tokens.take();
    if (level == COLLATE) {
      return new Expr.Collate(left, tokens.plainName());
    }
    BinaryOperator operator =
        switch (token.kind() == Kind.WORD ? token.word() : token.image()) {
          case "OR" -> BinaryOperator.OR;
          case "AND" -> BinaryOperator.AND;
          case "<" -> BinaryOperator.LESS;
          case "<=" -> BinaryOperator.LESS_EQUAL;
          case ">" -> BinaryOperator.GREATER;
          case ">=" -> BinaryOperator.GREATER_EQUAL;
          case "&" -> BinaryOperator.BIT_AND;
          case "|" -> BinaryOperator.BIT_OR;
          case "<<" -> BinaryOperator.SHIFT_LEFT;
          case ">>" -> BinaryOperator.SHIFT_RIGHT;
          case "+" -> BinaryOperator.ADD;
          case "-" -> BinaryOperator.SUBTRACT;
          case "*" -> BinaryOperator.MULTIPLY;
          case "/" -> BinaryOperator.DIVIDE;
          case "%" -> BinaryOperator.REMAINDER;
          case "||" -> BinaryOperator.CONCAT;
          case "->" -> BinaryOperator.ARROW;
          default -> BinaryOperator.LONG_ARROW;
        };
    return new Expr.Binary(operator, left, expression(level + 1));
  }

  /** What stands on the level of {@code =}, and what NOT begins there. */
  private Expr equality(Expr left) {
    Token token = tokens.take();
    if (token.kind() == Kind.SYMBOL) {
      boolean equal = token.image().equals("=") || token.image().equals("==");
      return new Expr.Binary(
          equal ? BinaryOperator.EQUAL : BinaryOperator.NOT_EQUAL, left, expression(COMPARISON));
    }
    if (!token.isWord("NOT")) {
      return equality(token, left);
    }
    token = tokens.take();
    return switch (token.word()) {
      case "NULL" -> new Expr.NullTest(true, left);
      case "BETWEEN" -> between(true, left);
      case "IN" -> in(true, left);
      case "LIKE", "GLOB", "REGEXP", "MATCH" -> match(token, true, left);
      default -> throw TokenStream.unexpected(token);
    };
  }

  private Expr equality(Token token, Expr left) {
    return switch (token.word()) {
      case "ISNULL" -> new Expr.NullTest(false, left);
      case "NOTNULL" -> new Expr.NullTest(true, left);
      case "IS" -> is(left);
      case "BETWEEN" -> between(false, left);
      case "IN" -> in(false, left);
      default -> match(token, false, left);
    };
  }

  private Expr is(Expr left) {
    boolean not = tokens.takeWord("NOT");
    if (tokens.peek().isWord("DISTINCT") && tokens.peek(1).isWord("FROM")) {
      tokens.take();
      tokens.take();
      not = !not;
    } else if (tokens.peek().isWord("NULL") && level(tokens.peek(1)) <= EQUALITY) {
      tokens.take();
      return new Expr.NullTest(not, left);
    }
    return new Expr.Binary(
        not ? BinaryOperator.IS_NOT : BinaryOperator.IS, left, expression(COMPARISON));
  }

  private Expr between(boolean not, Expr value) {
    Expr low = expression(NOT);
    tokens.expectWord("AND");
    return new Expr.Between(not, value, low, expression(COMPARISON));
  }

  private Expr match(Token token, boolean not, Expr text) {
    MatchOperator operator = MatchOperator.valueOf(token.word());
    Expr pattern = expression(COMPARISON);
    Expr escape = tokens.takeWord("ESCAPE") ? expression(COMPARISON) : null;
    return new Expr.Match(operator, not, text, pattern, escape);
  }

  private Expr in(boolean not, Expr value) {
    if (!tokens.peek().isSymbol("(")) {
      Name first = tokens.name();
      Name second = tokens.takeSymbol(".") ? tokens.name() : null;
      List<Expr> arguments = tokens.peek().isSymbol("(") ? calls.parenthesized() : null;
      return new Expr.InTable(
          not,
          value,
          second == null
              ? new Source.Table(null, first, arguments, null)
              : new Source.Table(first, second, arguments, null));
    }
    tokens.take();
    if (QueryParser.begins(tokens.peek())) {
      Query query = queries.query();
      tokens.expectSymbol(")");
      return new Expr.InQuery(not, value, query);
    }
    List<Expr> items = tokens.peek().isSymbol(")") ? List.of() : expressions();
    tokens.expectSymbol(")");
    // SQLite counts no parentheses: IN ((SELECT ..)) looks among all rows, not in the first one.
    return items.size() == 1 && items.get(0) instanceof Expr.Subquery subquery
        ? new Expr.InQuery(not, value, subquery.query())
        : new Expr.InList(not, value, items);
  }

  private Expr operand() {
    Token token = tokens.peek();
    return switch (token.kind()) {
      case NUMBER -> number(tokens.take().image());
      case TEXT ->
          tokens.peek(1).isSymbol(".") ? column() : new Expr.Text(tokens.take().unquoted());
      case BLOB -> {
        String image = tokens.take().image();
        yield new Expr.Blob(image.substring(2, image.length() - 1));
      }
      case PARAMETER -> new Expr.Parameter(tokens.parameter(tokens.take()));
      case QUOTED -> named();
      case WORD -> word(token);
      case SYMBOL -> symbol(token);
      case END -> throw tokens.unexpected();
    };
  }

  private static Expr number(String image) {
    String digits = image.indexOf('_') < 0 ? image : image.replace("_", "");
    boolean hex = digits.length() > 1 && (digits.charAt(1) == 'x' || digits.charAt(1) == 'X');
    return hex ? new Expr.Hex(digits.substring(2)) : new Expr.Number(digits);
  }

  private Expr symbol(Token token) {
    return switch (token.image()) {
      case "(" -> parenthesis();
      case "-" -> unary(UnaryOperator.MINUS, SIGN);
      case "+" -> unary(UnaryOperator.PLUS, SIGN);
      case "~" -> unary(UnaryOperator.BIT_NOT, SIGN);
      default -> throw tokens.unexpected();
    };
  }

  private Expr unary(UnaryOperator operator, int level) {
    tokens.take();
    return new Expr.Unary(operator, expression(level));
  }

  private Expr parenthesis() {
    tokens.take();
    if (QueryParser.begins(tokens.peek())) {
      Query query = queries.query();
      tokens.expectSymbol(")");
      return new Expr.Subquery(query);
    }
    List<Expr> items = expressions();
    tokens.expectSymbol(")");
    if (items.size() > 1) {
      return new Expr.Row(items);
    }
    height--; // parentheses are no part of the tree
    return items.get(0);
  }

  private Expr word(Token token) {
    return switch (token.word()) {
      case "NOT" -> unary(UnaryOperator.NOT, NOT);
      case "NULL" -> {
        tokens.take();
        yield new Expr.Null();
      }
      case "CASE" -> choice();
      case "EXISTS" -> exists();
      case "CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP" ->
          new Expr.CurrentTime(tokens.take().word());
      case "CAST" -> cast();
      case "RAISE" -> throw tokens.unexpected(); // for triggers
      default -> named();
    };
  }

  private Expr exists() {
    tokens.take();
    tokens.expectSymbol("(");
    Query query = queries.query();
    tokens.expectSymbol(")");
    return new Expr.Exists(query);
  }

  private Expr choice() {
    tokens.take();
    Expr subject = tokens.peek().isWord("WHEN") ? null : expression();
    List<Expr.When> whens = new ArrayList<>();
    while (tokens.takeWord("WHEN")) {
      Expr condition = expression();
      tokens.expectWord("THEN");
      whens.add(new Expr.When(condition, expression()));
    }
    Expr otherwise = tokens.takeWord("ELSE") ? expression() : null;
    if (whens.isEmpty()) {
      throw tokens.unexpected();
    }
    tokens.expectWord("END");
    return new Expr.Case(subject, List.copyOf(whens), otherwise);
  }

  private Expr cast() {
    tokens.take();
    tokens.expectSymbol("(");
    Expr operand = expression();
    tokens.expectWord("AS");
    Token first = tokens.peek();
    int start = tokens.position();
    while (Keywords.isPlainName(tokens.peek())) {
      tokens.take();
    }
    if (tokens.position() > start && tokens.takeSymbol("(")) {
      length();
      if (tokens.takeSymbol(",")) {
        length();
      }
      tokens.expectSymbol(")");
    }
    // SQLite takes a type that begins with a quote to end with it.
    boolean quoted = first.kind() == Kind.QUOTED || first.kind() == Kind.TEXT;
    String type = quoted ? first.unquoted() : tokens.textOf(start);
    tokens.expectSymbol(")");
    return new Expr.Cast(operand, type);
  }

  /** A number behind the name of a type. */
  private void length() {
    if (!tokens.takeSymbol("-")) {
      tokens.takeSymbol("+");
    }
    Token token = tokens.take();
    if (token.kind() != Kind.NUMBER || token.image().indexOf('_') >= 0) {
      throw TokenStream.unexpected(token);
    }
  }

  /** A column or a function. */
  private Expr named() {
    if (!Keywords.isName(tokens.peek())) {
      throw tokens.unexpected();
    }
    return tokens.peek(1).isSymbol("(") ? calls.call(tokens.name()) : column();
  }

  private Expr column() {
    Name first = tokens.name();
    if (!tokens.takeSymbol(".")) {
      return new Expr.Column(null, null, first);
    }
    Name second = tokens.name();
    if (!tokens.takeSymbol(".")) {
      return new Expr.Column(null, first, second);
    }
    return new Expr.Column(first, second, tokens.name());
  }
}
