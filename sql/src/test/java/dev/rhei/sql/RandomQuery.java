package dev.rhei.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Statements that follow the whole grammar of SELECT, as lists of tokens to be spoiled. Names are
 * often keywords, quoted in every way, or of tables and columns that exist.
 */
final class RandomQuery {
  /** Every keyword of SQLite's. */
  static final List<String> KEYWORDS =
      List.of(
          ("ABORT ACTION ADD AFTER ALL ALTER ALWAYS ANALYZE AND AS ASC ATTACH AUTOINCREMENT BEFORE"
                  + " BEGIN BETWEEN BY CASCADE CASE CAST CHECK COLLATE COLUMN COMMIT CONFLICT"
                  + " CONSTRAINT CREATE CROSS CURRENT CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP"
                  + " DATABASE DEFAULT DEFERRABLE DEFERRED DELETE DESC DETACH DISTINCT DO DROP EACH"
                  + " ELSE END ESCAPE EXCEPT EXCLUDE EXCLUSIVE EXISTS EXPLAIN FAIL FILTER FIRST"
                  + " FOLLOWING FOR FOREIGN FROM FULL GENERATED GLOB GROUP GROUPS HAVING IF IGNORE"
                  + " IMMEDIATE IN INDEX INDEXED INITIALLY INNER INSERT INSTEAD INTERSECT INTO IS"
                  + " ISNULL JOIN KEY LAST LEFT LIKE LIMIT MATCH MATERIALIZED NATURAL NO NOT NOTHING"
                  + " NOTNULL NULL NULLS OF OFFSET ON OR ORDER OTHERS OUTER OVER PARTITION PLAN"
                  + " PRAGMA PRECEDING PRIMARY QUERY RAISE RANGE RECURSIVE REFERENCES REGEXP REINDEX"
                  + " RELEASE RENAME REPLACE RESTRICT RETURNING RIGHT ROLLBACK ROW ROWS SAVEPOINT"
                  + " SELECT SET TABLE TEMP TEMPORARY THEN TIES TO TRANSACTION TRIGGER UNBOUNDED"
                  + " UNION UNIQUE UPDATE USING VACUUM VALUES VIEW VIRTUAL WHEN WHERE WINDOW WITH"
                  + " WITHIN WITHOUT")
              .split(" "));

  private static final List<String> SYMBOLS =
      List.of(
          "(",
          ")",
          ",",
          ".",
          "*",
          ";",
          "+",
          "-",
          "/",
          "%",
          "=",
          "==",
          "<>",
          "!=",
          "<",
          ">=",
          "||",
          "->",
          "~",
          "&",
          "?",
          "?3",
          ":v",
          "@v",
          "$v::w(x)",
          "1",
          "2.5",
          "0x1F",
          "1_0",
          "'t'",
          "x'00'",
          "\"a\"",
          "[b]",
          "`c`",
          "a",
          "t",
          "!",
          "#",
          "/* c */",
          "-- c\n");

  private static final String[] NAMES =
      ("ABORT KEY ROWS OVER FILTER WINDOW LEFT INDEXED LIKE MATCH CAST END CURRENT WITH REPLACE ASC"
              + " CURRENT_DATE PARTITION UNBOUNDED MATERIALIZED RECURSIVE OFFSET NULLS EXCLUDE x $y _z")
          .replace("$y", "\u00fc$1")
          .split(" ");

  private static final String[] COLUMNS = {"a", "b", "c", "d", "\"a\"", "[b]", "`c`", "rowid"};
  private static final String[] TABLES = {"t", "u", "main.t", "\"u\"", "[t]", "'u'", "w"};
  private static final String[] BINARY = {
    "OR", "AND", "=", "<>", "IS", "<", ">=", "&", "<<", "+", "-", "*", "||", "->>", "LIKE", "GLOB"
  };

  private final Random random;
  private final List<String> out = new ArrayList<>();
  private int budget = 60;

  private RandomQuery(Random random) {
    this.random = random;
  }

  static List<String> of(Random random) {
    RandomQuery query = new RandomQuery(random);
    query.query();
    if (query.chance(20)) {
      query.write(";");
    }
    return query.out;
  }

  /** Takes out, doubles, swaps or replaces a token or two. */
  static List<String> spoilt(Random random, List<String> tokens) {
    List<String> spoilt = new ArrayList<>(tokens);
    for (int i = random.nextInt(2); i >= 0 && !spoilt.isEmpty(); i--) {
      int at = random.nextInt(spoilt.size());
      switch (random.nextInt(6)) {
        case 0 -> spoilt.remove(at);
        case 1 -> spoilt.add(at, spoilt.get(at));
        case 2 -> spoilt.add(at, spoilt.remove(random.nextInt(spoilt.size())));
        case 3 -> spoilt.set(at, any(random, KEYWORDS));
        case 4 -> spoilt.add(at, any(random, KEYWORDS));
        default -> spoilt.set(at, any(random, SYMBOLS));
      }
    }
    return spoilt;
  }

  /** Tokens in no order. */
  static List<String> soup(Random random) {
    List<String> soup = new ArrayList<>(List.of(random.nextBoolean() ? "SELECT" : "WITH"));
    for (int i = random.nextInt(12); i >= 0; i--) {
      soup.add(any(random, random.nextBoolean() ? KEYWORDS : SYMBOLS));
    }
    return soup;
  }

  private void query() {
    budget -= 5;
    if (chance(8)) {
      write("WITH");
      optional(3, "RECURSIVE");
      list(2, this::commonTable);
    }
    boolean select = body();
    while (chance(8)) {
      write(pick("UNION", "UNION ALL", "INTERSECT", "EXCEPT"));
      select = body();
    }
    if (select || chance(20)) {
      if (chance(4)) {
        orderBy();
      }
      if (chance(5)) {
        write("LIMIT");
        expression(1);
        if (chance(2)) {
          write(pick("OFFSET", ","));
          expression(1);
        }
      }
    }
  }

  private void commonTable() {
    write(pick("w", "t", "\"w\"", name()));
    if (chance(3)) {
      names();
    }
    write("AS");
    optional(4, pick("MATERIALIZED", "NOT MATERIALIZED"));
    parenthesized(this::query);
  }

  private boolean body() {
    if (chance(10)) {
      write("VALUES");
      list(2, () -> parenthesized(() -> list(2, () -> expression(2))));
      return false;
    }
    write("SELECT");
    optional(6, pick("DISTINCT", "ALL"));
    list(3, this::item);
    if (chance(8)) {
      return true;
    }
    write("FROM");
    from();
    if (chance(3)) {
      write("WHERE");
      expression(3);
    }
    if (chance(6)) {
      write("GROUP");
      write("BY");
      list(2, () -> expression(2));
    }
    if (chance(8)) {
      write("HAVING");
      expression(2);
    }
    if (chance(10)) {
      write("WINDOW");
      list(2, this::namedWindow);
    }
    return true;
  }

  private void namedWindow() {
    write(pick("win", "\"win\"", "over", name()));
    write("AS");
    window();
  }

  private void item() {
    if (chance(8)) {
      write("*");
    } else if (chance(10)) {
      write(pick(TABLES));
      write(".");
      write("*");
    } else {
      expression(3);
      alias();
    }
  }

  private void alias() {
    if (chance(4)) {
      optional(2, "AS");
      write(pick("x", "y", "\"x\"", "'y'", "[x]", name()));
    }
  }

  private void from() {
    source();
    while (chance(3) && budget > 0) {
      if (chance(4)) {
        write(",");
      } else {
        for (int i = random.nextInt(4); i > 0; i--) {
          write(pick("NATURAL", "LEFT", "RIGHT", "FULL", "OUTER", "INNER", "CROSS"));
        }
        write("JOIN");
      }
      source();
      if (chance(3)) {
        write("ON");
        expression(2);
      } else if (chance(3)) {
        write("USING");
        names();
      }
    }
  }

  private void source() {
    switch (budget < 0 ? 9 : random.nextInt(10)) {
      case 0 -> {
        parenthesized(this::query);
        alias();
      }
      case 1 -> {
        parenthesized(this::from);
        alias();
      }
      case 2 -> {
        write(pick("json_each", "pragma_table_info", "main.json_each", "t"));
        parenthesized(() -> list(2, () -> expression(1)));
        alias();
      }
      default -> {
        write(chance(6) ? name() : pick(TABLES));
        alias();
        if (chance(12)) {
          write(pick("NOT INDEXED", "INDEXED BY i", "INDEXED BY 'i'"));
        }
      }
    }
  }

  private void names() {
    parenthesized(() -> list(2, () -> write(chance(4) ? name() : pick(COLUMNS))));
  }

  private void orderBy() {
    write("ORDER");
    write("BY");
    list(2, this::orderTerm);
  }

  private void orderTerm() {
    expression(2);
    optional(3, pick("ASC", "DESC"));
    optional(5, pick("NULLS FIRST", "NULLS LAST"));
  }

  private void window() {
    write("(");
    optional(6, pick("win", "\"win\"", "'win'", name()));
    if (chance(3)) {
      write("PARTITION");
      write("BY");
      list(2, () -> expression(1));
    }
    if (chance(2)) {
      orderBy();
    }
    if (chance(3)) {
      write(pick("ROWS", "RANGE", "GROUPS"));
      if (chance(2)) {
        write("BETWEEN");
        bound();
        write("AND");
      }
      bound();
      optional(
          3, pick("EXCLUDE NO OTHERS", "EXCLUDE CURRENT ROW", "EXCLUDE GROUP", "EXCLUDE TIES"));
    }
    write(")");
  }

  private void bound() {
    if (chance(3)) {
      expression(1);
      write(pick("PRECEDING", "FOLLOWING"));
    } else {
      write(pick("UNBOUNDED PRECEDING", "CURRENT ROW", "UNBOUNDED FOLLOWING", "1 PRECEDING"));
    }
  }

  private void expression(int depth) {
    budget--;
    operand(depth);
    while (chance(4) && budget > 0) {
      switch (random.nextInt(8)) {
        case 0 -> {
          optional(2, "NOT");
          write("BETWEEN");
          operand(depth);
          write("AND");
          operand(depth);
        }
        case 1 -> in(depth);
        case 2 -> {
          optional(2, "NOT");
          write(pick("LIKE", "GLOB"));
          operand(depth);
          if (chance(3)) {
            write("ESCAPE");
            operand(depth);
          }
        }
        case 3 -> write(pick("ISNULL", "NOTNULL", "NOT NULL", "IS NULL", "IS NOT NULL"));
        case 4 -> {
          write("COLLATE");
          write(pick("NOCASE", "\"binary\"", "'rtrim'", name()));
        }
        default -> {
          write(pick(BINARY));
          operand(depth);
        }
      }
    }
  }

  private void in(int depth) {
    optional(2, "NOT");
    write("IN");
    switch (random.nextInt(4)) {
      case 0 -> parenthesized(this::query);
      case 1 -> {
        write(pick(TABLES));
        if (chance(6)) {
          parenthesized(() -> list(2, () -> expression(0)));
        }
      }
      case 2 -> parenthesized(() -> {});
      default -> parenthesized(() -> list(3, () -> expression(depth - 1)));
    }
  }

  private void operand(int depth) {
    optional(8, pick("NOT", "-", "+", "~"));
    switch (depth <= 0 || budget <= 0 ? 12 + random.nextInt(8) : random.nextInt(20)) {
      case 0 -> parenthesized(() -> expression(depth - 1));
      case 1 -> parenthesized(() -> list(3, () -> expression(depth - 1)));
      case 2 -> parenthesized(this::query);
      case 3 -> {
        write("EXISTS");
        parenthesized(this::query);
      }
      case 4 -> choice(depth);
      case 5 -> {
        write("CAST");
        write("(");
        expression(depth - 1);
        write("AS");
        write(pick("INTEGER", "\"text\"", "VARCHAR ( 10 )", "DECIMAL(+5, -2)", "a b 'c'", name()));
        write(")");
      }
      case 6, 7, 8 -> call(depth);
      case 9 -> write(name());
      case 10 -> {
        write(pick(TABLES));
        write(".");
        write(chance(6) ? name() : pick(COLUMNS));
      }
      case 11 -> write(pick("?", "?2", ":v", "@v", "$v", "$v::w(x)", "CURRENT_DATE"));
      case 12, 13, 14 -> write(pick("1", "2.5", "'text'", "NULL", "x'00'", ".5", "1e3", "\"q\""));
      default -> write(pick(COLUMNS));
    }
  }

  private void choice(int depth) {
    write("CASE");
    if (chance(2)) {
      expression(depth - 1);
    }
    for (int i = random.nextInt(2); i >= 0; i--) {
      write("WHEN");
      expression(depth - 1);
      write("THEN");
      expression(depth - 1);
    }
    if (chance(2)) {
      write("ELSE");
      expression(depth - 1);
    }
    write("END");
  }

  private void call(int depth) {
    String name = pick("count", "sum", "abs", "\"max\"", "group_concat", "row_number", "lag");
    write(chance(20) ? name() : name);
    write("(");
    if (chance(5)) {
      write("*");
    } else {
      optional(6, pick("DISTINCT", "ALL"));
      if (!name.equals("row_number")) {
        list(name.equals("group_concat") ? 2 : 1, () -> expression(depth - 1));
      }
      if (chance(8)) {
        orderBy();
      }
    }
    write(")");
    if (chance(6)) {
      write("FILTER");
      write("(");
      write("WHERE");
      expression(depth - 1);
      write(")");
    }
    if (chance(4) || name.equals("row_number")) {
      write("OVER");
      if (chance(4)) {
        write(pick("win", "\"win\"", "'win'", name()));
      } else {
        window();
      }
    }
  }

  /** Any keyword, most of which can be names. */
  private String name() {
    return chance(6) ? any(random, KEYWORDS) : pick(NAMES);
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private void optional(int oneIn, String words) {
    if (chance(oneIn)) {
      write(words);
    }
  }

  private void parenthesized(Runnable inside) {
    write("(");
    inside.run();
    write(")");
  }

  private void list(int most, Runnable member) {
    member.run();
    while (chance(most + 1) && budget > 0) {
      write(",");
      member.run();
    }
  }

  private String pick(String... words) {
    return words[random.nextInt(words.length)];
  }

  private static String any(Random random, List<String> words) {
    return words.get(random.nextInt(words.size()));
  }

  private void write(String words) {
    if (words.contains("'") || words.contains("::")) {
      out.add(words);
    } else {
      out.addAll(List.of(words.split(" ")));
    }
  }
}
