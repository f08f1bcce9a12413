package dev.rhei.parity;

import dev.rhei.parity.SqlTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The clauses of a query that stand outside of all parentheses. */
final class Outermost {
  private final String sql;
  private final List<Token> tokens;

  private Outermost(String sql) {
    this.sql = sql;
    this.tokens = SqlTokens.of(sql).stream().filter(token -> token.depth() == 0).toList();
  }

  static Outermost of(String sql) {
    String trimmed = sql.strip();
    return new Outermost(
        trimmed.endsWith(";") ? trimmed.substring(0, trimmed.length() - 1) : trimmed);
  }

  boolean ordered() {
    return orderBy() < tokens.size();
  }

  boolean limited() {
    return limit() < tokens.size();
  }

  /** Without ORDER BY and LIMIT. */
  String unlimited() {
    return sql.substring(0, start(Math.min(orderBy(), limit())));
  }

  /** Without ORDER BY and LIMIT, and with more result columns. Empty if none can be added. */
  Optional<String> body(List<String> columns) {
    String body = unlimited();
    if (columns.isEmpty()) {
      return Optional.of(body);
    }
    int from = from();
    if (from == tokens.size() || isCompound() || isDistinct()) {
      return Optional.empty();
    }
    int at = start(from);
    return Optional.of(
        body.substring(0, at) + ", " + String.join(", ", columns) + " " + body.substring(at));
  }

  /** The terms of ORDER BY. */
  List<String> orderTerms() {
    List<String> terms = new ArrayList<>();
    if (ordered()) {
      int begin = orderBy() + 2;
      for (int i = begin; i <= limit(); i++) {
        if (i == limit() || tokens.get(i).is(",")) {
          terms.add(sql.substring(start(begin), i == tokens.size() ? sql.length() : start(i)));
          begin = i + 1;
        }
      }
    }
    return terms;
  }

  /** How many rows are passed over, as an expression. */
  String offset() {
    for (int i = limit() + 1; i < tokens.size(); i++) {
      if (tokens.get(i).is("offset")) {
        return sql.substring(tokens.get(i).end());
      }
      if (tokens.get(i).is(",")) {
        return sql.substring(tokens.get(limit()).end(), start(i));
      }
    }
    return "0";
  }

  private boolean isCompound() {
    return tokens.stream().anyMatch(t -> t.is("UNION") || t.is("INTERSECT") || t.is("EXCEPT"));
  }

  private boolean isDistinct() {
    int select = index("SELECT", 0);
    return select + 1 < tokens.size() && tokens.get(select + 1).is("DISTINCT");
  }

  private int from() {
    int from = index("FROM", index("SELECT", 0));
    while (from < tokens.size() && tokens.get(from - 1).is("DISTINCT")) {
      from = index("FROM", from + 1); // IS DISTINCT FROM
    }
    return from;
  }

  private int orderBy() {
    int order = index("ORDER", 0);
    while (order + 1 < tokens.size() && !tokens.get(order + 1).is("BY")) {
      order = index("ORDER", order + 1);
    }
    return order;
  }

  private int limit() {
    return index("LIMIT", 0);
  }

  private int index(String word, int begin) {
    int i = begin;
    while (i < tokens.size() && !tokens.get(i).is(word)) {
      i++;
    }
    return i;
  }

  private int start(int token) {
    return token < tokens.size() ? tokens.get(token).start() : sql.length();
  }
}
