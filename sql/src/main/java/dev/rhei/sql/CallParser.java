package dev.rhei.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads functions with all that can follow them, and windows. */
final class CallParser {
  private final TokenStream tokens;
  private final ExprParser expressions;

  CallParser(TokenStream tokens, ExprParser expressions) {
    this.tokens = tokens;
    this.expressions = expressions;
  }

  /** The call of that function, whose name has just been read. */
  Expr call(Name name) {
    tokens.expectSymbol("(");
    boolean star = tokens.takeSymbol("*");
    boolean distinct = !star && tokens.takeWord("DISTINCT");
    if (!star && !distinct) {
      tokens.takeWord("ALL");
    }
    boolean none = star || tokens.peek().isSymbol(")") || tokens.peek().isWord("ORDER");
    List<Expr> arguments = none ? List.of() : expressions.expressions();
    List<OrderTerm> orderBy = star ? List.of() : expressions.orderBy();
    tokens.expectSymbol(")");
    Expr filter = null;
    if (tokens.takeWord("FILTER")) {
      tokens.expectSymbol("(");
      tokens.expectWord("WHERE");
      filter = expressions.expression();
      tokens.expectSymbol(")");
    }
    Window over = null;
    if (tokens.takeWord("OVER")) {
      over = tokens.peek().isSymbol("(") ? window() : plain(tokens.name());
    }
    return new Expr.Call(name, arguments, star, distinct, orderBy, filter, over);
  }

  /** Arguments in parentheses, without any keywords. */
  List<Expr> parenthesized() {
    tokens.expectSymbol("(");
    List<Expr> arguments = tokens.peek().isSymbol(")") ? List.of() : expressions.expressions();
    tokens.expectSymbol(")");
    return arguments;
  }

  private static Window plain(Name name) {
    return new Window(name, true, List.of(), List.of(), null);
  }

  /** A window in parentheses. */
  Window window() {
    tokens.expectSymbol("(");
    Name base = null;
    if (Keywords.isNameOrText(tokens.peek()) && !beginsClause(tokens.peek())) {
      base = tokens.name();
    }
    List<Expr> partitionBy = List.of();
    if (tokens.takeWord("PARTITION")) {
      tokens.expectWord("BY");
      partitionBy = expressions.expressions();
    }
    List<OrderTerm> orderBy = expressions.orderBy();
    Window.Frame frame = frame();
    tokens.expectSymbol(")");
    return new Window(base, false, partitionBy, orderBy, frame);
  }

  /** Whether a clause of a window begins with that token, which else could be a name. */
  private static boolean beginsClause(Token token) {
    return switch (token.word()) {
      case "PARTITION", "ROWS", "RANGE", "GROUPS" -> true;
      default -> false;
    };
  }

  private Window.@Nullable Frame frame() {
    Window.Unit unit;
    if (tokens.takeWord("ROWS")) {
      unit = Window.Unit.ROWS;
    } else if (tokens.takeWord("RANGE")) {
      unit = Window.Unit.RANGE;
    } else if (tokens.takeWord("GROUPS")) {
      unit = Window.Unit.GROUPS;
    } else {
      return null;
    }
    Window.Bound start;
    Window.Bound end = new Window.Bound(Window.Edge.CURRENT_ROW, null);
    if (tokens.takeWord("BETWEEN")) {
      start = bound(true);
      tokens.expectWord("AND");
      end = bound(false);
    } else {
      start = bound(true);
    }
    return new Window.Frame(unit, start, end, exclude());
  }

  private Window.Bound bound(boolean start) {
    if (tokens.takeWord("UNBOUNDED")) {
      tokens.expectWord(start ? "PRECEDING" : "FOLLOWING");
      return new Window.Bound(
          start ? Window.Edge.UNBOUNDED_PRECEDING : Window.Edge.UNBOUNDED_FOLLOWING, null);
    }
    if (tokens.takeWord("CURRENT")) {
      tokens.expectWord("ROW");
      return new Window.Bound(Window.Edge.CURRENT_ROW, null);
    }
    Expr offset = expressions.expression();
    boolean preceding = tokens.takeWord("PRECEDING");
    if (!preceding) {
      tokens.expectWord("FOLLOWING");
    }
    return new Window.Bound(preceding ? Window.Edge.PRECEDING : Window.Edge.FOLLOWING, offset);
  }

  private Window.Exclude exclude() {
    if (!tokens.takeWord("EXCLUDE")) {
      return Window.Exclude.NO_OTHERS;
    }
    if (tokens.takeWord("NO")) {
      tokens.expectWord("OTHERS");
      return Window.Exclude.NO_OTHERS;
    }
    if (tokens.takeWord("CURRENT")) {
      tokens.expectWord("ROW");
      return Window.Exclude.CURRENT_ROW;
    }
    if (tokens.takeWord("GROUP")) {
      return Window.Exclude.GROUP;
    }
    tokens.expectWord("TIES");
    return Window.Exclude.TIES;
  }
}
