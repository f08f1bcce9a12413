package dev.rhei.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads FROM. */
final class FromParser {
  private final TokenStream tokens;
  private final QueryParser queries;
  private final ExprParser expressions;

  FromParser(TokenStream tokens, QueryParser queries, ExprParser expressions) {
    this.tokens = tokens;
    this.queries = queries;
    this.expressions = expressions;
  }

  From from() {
    Source first = source();
    List<From.Join> joins = new ArrayList<>();
    for (From.Join join = join(); join != null; join = join()) {
      joins.add(join);
    }
    return new From(first, List.copyOf(joins));
  }

  private From.@Nullable Join join() {
    From.Kind kind = From.Kind.COMMA;
    boolean natural = false;
    if (!tokens.takeSymbol(",")) {
      List<String> words = new ArrayList<>();
      while (Keywords.isJoinWord(tokens.peek()) && words.size() < 3) {
        words.add(tokens.take().word());
      }
      if (!tokens.takeWord("JOIN")) {
        if (!words.isEmpty()) {
          throw tokens.unexpected();
        }
        return null;
      }
      natural = words.contains("NATURAL");
      kind = kind(words);
    }
    Source right = source();
    Expr on = tokens.takeWord("ON") ? expressions.expression() : null;
    List<Name> using = on == null && tokens.takeWord("USING") ? queries.names() : null;
    return new From.Join(kind, natural, right, on, using);
  }

  /** In any order, as SQLite has it. */
  private From.Kind kind(List<String> words) {
    boolean left = words.contains("LEFT") || words.contains("FULL");
    boolean right = words.contains("RIGHT") || words.contains("FULL");
    boolean inner = words.contains("INNER") || words.contains("CROSS");
    boolean outer = left || right;
    if ((inner && (outer || words.contains("OUTER"))) || (words.contains("OUTER") && !outer)) {
      throw tokens.failure("a join of the kind " + String.join(" ", words));
    }
    if (left && right) {
      return From.Kind.FULL;
    }
    return left ? From.Kind.LEFT : right ? From.Kind.RIGHT : From.Kind.INNER;
  }

  private Source source() {
    if (tokens.takeSymbol("(")) {
      Source inner;
      if (QueryParser.begins(tokens.peek())) {
        Query query = queries.query();
        tokens.expectSymbol(")");
        inner = new Source.Derived(query, tokens.alias());
      } else {
        tokens.enter();
        From from = from();
        tokens.leave();
        tokens.expectSymbol(")");
        inner = new Source.Group(from, tokens.alias());
      }
      return inner;
    }
    Name first = tokens.name();
    Name second = tokens.takeSymbol(".") ? tokens.name() : null;
    List<Expr> arguments = null;
    if (tokens.takeSymbol("(")) {
      arguments = tokens.peek().isSymbol(")") ? List.of() : expressions.expressions();
      tokens.expectSymbol(")");
    }
    Name alias = tokens.alias();
    if (arguments == null) {
      skipIndexHint();
    }
    return second == null
        ? new Source.Table(null, first, arguments, alias)
        : new Source.Table(first, second, arguments, alias);
  }

  private void skipIndexHint() {
    if (tokens.takeWord("INDEXED")) {
      tokens.expectWord("BY");
      tokens.name();
    } else if (tokens.peek().isWord("NOT") && tokens.peek(1).isWord("INDEXED")) {
      tokens.take();
      tokens.take();
    }
  }
}
