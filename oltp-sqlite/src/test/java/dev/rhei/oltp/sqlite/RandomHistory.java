package dev.rhei.oltp.sqlite;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes up what applications do to a few tables: small keys, so that rows collide all the time, in
 * every form of INSERT and UPDATE, in transactions that commit or not, from our connection and from
 * another process's.
 */
final class RandomHistory {
  static final String[] TABLES = {"item", "word", "pair", "loose", "part"};

  private static final String[] CREATE = {
    "CREATE TABLE item (id INTEGER PRIMARY KEY, code TEXT UNIQUE, v)",
    "CREATE UNIQUE INDEX item_v ON item(v) WHERE v > 15",
    "CREATE TABLE word (w TEXT COLLATE NOCASE PRIMARY KEY, n INTEGER UNIQUE, v) WITHOUT ROWID",
    "CREATE TABLE pair (a INTEGER, b TEXT, v, PRIMARY KEY (b, a)) WITHOUT ROWID",
    "CREATE TABLE loose (x, y, z AS (x || '-' || y) STORED, UNIQUE (y, x))",
    "CREATE TABLE part (id INTEGER PRIMARY KEY,"
        + " item INTEGER REFERENCES item ON DELETE CASCADE ON UPDATE CASCADE, v)",
    "CREATE TRIGGER part_touched AFTER UPDATE ON part WHEN NEW.v < 10 BEGIN"
        + " UPDATE part SET v = v + 1 WHERE id = NEW.id; END",
    "CREATE TRIGGER item_gone AFTER DELETE ON item BEGIN"
        + " INSERT OR REPLACE INTO word VALUES ('gone' || OLD.id % 3, OLD.id, 'trigger'); END"
  };

  private final Random random;

  RandomHistory(long seed) {
    random = new Random(seed);
  }

  /** Creates the tables and the application's triggers. */
  static void create(SqliteOltpEngine engine) {
    engine.execute("PRAGMA foreign_keys = ON");
    for (String sql : CREATE) {
      engine.execute(sql);
    }
  }

  /** One transaction, or one statement on its own. */
  String step(SqliteOltpEngine engine, Connection other) throws SQLException {
    List<String> statements = new ArrayList<>();
    int count = random.nextInt(3) == 0 ? 1 + random.nextInt(6) : 1;
    for (int i = 0; i < count; i++) {
      statements.add(statement());
    }
    boolean commit = random.nextInt(5) > 0;
    if (random.nextInt(3) == 0) {
      runOnOther(other, statements, commit);
    } else if (statements.size() == 1) {
      tolerant(() -> engine.execute(statements.get(0)));
    } else {
      tolerant(
          () ->
              engine.transaction(
                  tx -> {
                    statements.forEach(sql -> tolerant(() -> tx.execute(sql)));
                    return commit ? 0 : tx.execute("no SQL, rolls back");
                  }));
    }
    return String.join("; ", statements) + (commit ? "" : " (rolled back)");
  }

  boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private static void tolerant(Runnable statement) {
    try {
      statement.run();
    } catch (HtapException e) {
      if (e.code() != ErrorCode.CONSTRAINT_VIOLATED && e.code() != ErrorCode.SQL_INVALID) {
        throw e;
      }
    }
  }

  private static void runOnOther(Connection other, List<String> statements, boolean commit)
      throws SQLException {
    try (Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      for (String sql : statements) {
        try {
          statement.execute(sql);
        } catch (SQLException e) {
          if (!e.getMessage().contains("CONSTRAINT")) {
            throw e;
          }
        }
      }
      statement.execute(commit ? "COMMIT" : "ROLLBACK");
    }
  }

  private String statement() {
    return switch (random.nextInt(5)) {
      case 0 -> onItem();
      case 1 -> onWord();
      case 2 -> onPair();
      case 3 -> onLoose();
      default -> onPart();
    };
  }

  private String onItem() {
    return switch (random.nextInt(7)) {
      case 0, 1 -> insert() + " INTO item VALUES " + item() + ", " + item();
      case 2 ->
          "INSERT INTO item VALUES " + item() + " ON CONFLICT (code) DO UPDATE SET v = excluded.v";
      case 3 -> update() + " item SET id = id + " + (random.nextInt(5) - 2) + " WHERE " + id();
      case 4 -> update() + " item SET code = " + word() + ", v = v + 1 WHERE " + id();
      case 5 -> "DELETE FROM item WHERE " + id();
      default -> "DELETE FROM item WHERE v % 2 = " + random.nextInt(2);
    };
  }

  private String onWord() {
    return switch (random.nextInt(5)) {
      case 0, 1 ->
          insert() + " INTO word VALUES (" + word() + ", " + small() + ", " + value() + ")";
      case 2 -> update() + " word SET w = upper(w) WHERE n > " + small();
      case 3 -> update() + " word SET n = " + small() + ", w = " + word() + " WHERE w = " + word();
      default -> "DELETE FROM word WHERE w = " + word();
    };
  }

  private String onPair() {
    return switch (random.nextInt(4)) {
      case 0, 1 ->
          insert() + " INTO pair VALUES (" + small() + ", " + word() + ", " + value() + ")";
      case 2 -> update() + " pair SET a = a + 1, v = " + value() + " WHERE b < " + word();
      default -> "DELETE FROM pair WHERE a = " + small();
    };
  }

  private String onLoose() {
    return switch (random.nextInt(6)) {
      case 0, 1, 2 -> insert() + " INTO loose(x, y) VALUES (" + small() + ", " + word() + ")";
      case 3 -> update() + " loose SET x = " + small() + " WHERE y = " + word();
      case 4 -> update() + " loose SET rowid = rowid + 3 WHERE x = " + small();
      default -> "DELETE FROM loose WHERE rowid = " + small();
    };
  }

  private String onPart() {
    return switch (random.nextInt(4)) {
      case 0, 1 ->
          insert() + " INTO part VALUES (" + small() + ", " + small() + ", " + small() + ")";
      case 2 -> update() + " part SET v = 5 FROM item WHERE item.id = part.item AND part." + id();
      default -> "DELETE FROM part WHERE " + id();
    };
  }

  private String insert() {
    return List.of("INSERT", "INSERT OR REPLACE", "REPLACE", "INSERT OR IGNORE", "INSERT OR FAIL")
        .get(random.nextInt(5));
  }

  private String update() {
    return List.of("UPDATE", "UPDATE OR REPLACE", "UPDATE OR IGNORE").get(random.nextInt(3));
  }

  private String item() {
    return "(" + small() + ", " + word() + ", " + value() + ")";
  }

  private String id() {
    return "id = " + small();
  }

  private String small() {
    return String.valueOf(random.nextInt(12));
  }

  private String word() {
    String[] words = {"'a'", "'A'", "'b'", "'B'", "'c'", "''", "'c '", "'é'", "NULL", "'d'"};
    return words[random.nextInt(words.length)];
  }

  private String value() {
    String[] values = {"NULL", "1.5", "-0.0", "9e999", "x'00ff'", "'text'", "7", "16", "17", "18"};
    return values[random.nextInt(values.length)];
  }
}
