package dev.rhei.sql;

import java.util.Random;

/**
 * Chains of operators, most without parentheses, over columns {@code a}, {@code b}, {@code c} and
 * constants. One in ten is no expression: what stands in it cuts an ESCAPE off its LIKE, say.
 */
final class RandomExpression {
  private static final String[] OPERANDS = {
    "a", "b", "c", "a", "b", "c", "0", "1", "2", "3.5", "7", "-1", "NULL", "'a'", "'B'", "'1'",
    "'%'", "''", "x'41'", "1e2", ".5", "0x1F", "TRUE", "FALSE"
  };
  private static final String[] BINARY = {
    "OR",
    "AND",
    "=",
    "==",
    "<>",
    "!=",
    "IS",
    "IS NOT",
    "IS DISTINCT FROM",
    "IS NOT DISTINCT FROM",
    "<",
    "<=",
    ">",
    ">=",
    "&",
    "|",
    "<<",
    ">>",
    "+",
    "-",
    "*",
    "/",
    "%",
    "||",
    "->",
    "->>",
    "LIKE",
    "NOT LIKE",
    "GLOB",
    "NOT GLOB"
  };
  private static final String[] PREFIX = {"NOT", "NOT", "-", "+", "~"};
  private static final String[] POSTFIX = {
    "ISNULL", "NOTNULL", "NOT NULL", "IS NULL", "IS NOT NULL", "COLLATE NOCASE", "COLLATE BINARY"
  };

  private final Random random;
  private final StringBuilder out = new StringBuilder();

  private RandomExpression(Random random) {
    this.random = random;
  }

  static String of(Random random) {
    RandomExpression expression = new RandomExpression(random);
    expression.chain(2 + random.nextInt(6), 3);
    return expression.out.toString().strip();
  }

  private void chain(int operands, int depth) {
    operand(depth);
    for (int i = 1; i < operands; i++) {
      switch (random.nextInt(12)) {
        case 0 -> {
          write(random.nextBoolean() ? "BETWEEN" : "NOT BETWEEN");
          operand(depth);
          write("AND");
          operand(depth);
        }
        case 1 -> {
          write(random.nextBoolean() ? "IN (" : "NOT IN (");
          list(depth);
          write(")");
        }
        case 2 -> {
          write(random.nextBoolean() ? "LIKE" : "NOT LIKE");
          operand(depth);
          write("ESCAPE 'x'");
        }
        default -> {
          write(pick(BINARY));
          operand(depth);
        }
      }
    }
  }

  private void list(int depth) {
    for (int i = random.nextInt(3); i >= 0; i--) {
      chain(1 + random.nextInt(2), depth - 1);
      write(i == 0 ? "" : ",");
    }
  }

  private void operand(int depth) {
    while (random.nextInt(4) == 0) {
      write(pick(PREFIX));
    }
    int kind = depth <= 0 ? 9 : random.nextInt(10);
    switch (kind) {
      case 0 -> {
        write("(");
        chain(1 + random.nextInt(3), depth - 1);
        write(")");
      }
      case 1 -> choice(depth - 1);
      case 2 -> {
        write("coalesce(");
        chain(1 + random.nextInt(2), depth - 1);
        write(",");
        chain(1 + random.nextInt(2), depth - 1);
        write(")");
      }
      default -> write(pick(OPERANDS));
    }
    while (random.nextInt(6) == 0) {
      write(pick(POSTFIX));
    }
  }

  private void choice(int depth) {
    write("CASE");
    if (random.nextBoolean()) {
      chain(1 + random.nextInt(2), depth);
    }
    for (int i = random.nextInt(2); i >= 0; i--) {
      write("WHEN");
      chain(1 + random.nextInt(2), depth);
      write("THEN");
      chain(1 + random.nextInt(2), depth);
    }
    if (random.nextBoolean()) {
      write("ELSE");
      chain(1 + random.nextInt(2), depth);
    }
    write("END");
  }

  private String pick(String[] words) {
    return words[random.nextInt(words.length)];
  }

  private void write(String word) {
    out.append(word).append(' ');
  }
}
