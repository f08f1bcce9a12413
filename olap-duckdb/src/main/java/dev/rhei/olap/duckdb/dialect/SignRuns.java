package dev.rhei.olap.duckdb.dialect;

import dev.rhei.olap.duckdb.dialect.SqlTokens.Kind;
import dev.rhei.olap.duckdb.dialect.SqlTokens.Token;
import java.util.List;

/**
 * Where to put parentheses so that the parser reads {@code - - x} and {@code a * - + x}, which it
 * cannot: around every sign that follows a sign, up to the end of its operand. They change nothing.
 */
final class SignRuns {
  private final List<Token> tokens;
  private final int[] closing; // how many parentheses close behind a token
  private final boolean[] opening; // whether one opens before it

  private SignRuns(List<Token> tokens) {
    this.tokens = tokens;
    this.closing = new int[tokens.size()];
    this.opening = new boolean[tokens.size()];
  }

  static SignRuns of(List<Token> tokens) {
    SignRuns runs = new SignRuns(tokens);
    for (int i = 1; i < tokens.size(); i++) {
      if (isSign(tokens.get(i)) && isSign(tokens.get(i - 1))) {
        runs.opening[i] = true;
        runs.closing[runs.operandEnd(i + 1)]++;
      }
    }
    return runs;
  }

  boolean opensBefore(int token) {
    return opening[token];
  }

  int closedBehind(int token) {
    return closing[token];
  }

  private static boolean isSign(Token token) {
    return token.isSymbol("-") || token.isSymbol("+") || token.isSymbol("~");
  }

  /** The last token of the operand that begins there: signs, then one operand without operators. */
  private int operandEnd(int from) {
    int i = from;
    while (i < tokens.size() && isSign(tokens.get(i))) {
      i++;
    }
    Refusal.unless(i < tokens.size(), "a sign without an operand");
    Token first = tokens.get(i);
    if (first.isSymbol("(")) {
      return matching(i);
    }
    Refusal.unless(first.kind() != Kind.SYMBOL && !first.is("NOT"), "a sign without an operand");
    if (first.is("CASE")) {
      return caseEnd(i);
    }
    while (isSymbol(i + 1, ".")) {
      i += 2;
    }
    if (isSymbol(i + 1, "(")) {
      i = matching(i + 1);
    }
    while (i + 2 < tokens.size()
        && (tokens.get(i + 1).is("FILTER") || tokens.get(i + 1).is("OVER"))
        && isSymbol(i + 2, "(")) {
      i = matching(i + 2);
    }
    Refusal.unless(i < tokens.size(), "a sign without an operand");
    return i;
  }

  private boolean isSymbol(int index, String symbol) {
    return index < tokens.size() && tokens.get(index).isSymbol(symbol);
  }

  private int matching(int open) {
    int depth = 0;
    for (int i = open; i < tokens.size(); i++) {
      depth += tokens.get(i).isSymbol("(") ? 1 : tokens.get(i).isSymbol(")") ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    throw new Refusal("a parenthesis that is never closed");
  }

  private int caseEnd(int start) {
    int depth = 0;
    for (int i = start; i < tokens.size(); i++) {
      depth += tokens.get(i).is("CASE") ? 1 : tokens.get(i).is("END") ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    throw new Refusal("a CASE without END");
  }
}
