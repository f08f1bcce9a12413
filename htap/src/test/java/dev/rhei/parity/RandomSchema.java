package dev.rhei.parity;

import java.util.ArrayList;
import java.util.List;

/** Tables of all types and with keys of all kinds. */
final class RandomSchema {
  private final Dice dice;
  private final RandomValues values;

  RandomSchema(Dice dice) {
    this.dice = dice;
    this.values = new RandomValues(dice);
  }

  List<Relation> relations() {
    List<Relation> relations = new ArrayList<>();
    int tables = dice.between(2, 3);
    for (int i = 0; i < tables; i++) {
      relations.add(table(dice.oneIn(8) ? "\"table " + i + "\"" : "t" + i));
    }
    if (dice.oneIn(2)) {
      relations.add(view("v", dice.of(relations)));
    }
    return relations;
  }

  /** Some columns of another relation, and what it computes of them. */
  private RandomView view(String name, Relation of) {
    List<Relation.Column> columns = new ArrayList<>();
    List<String> items = new ArrayList<>();
    for (Relation.Column column : of.columns()) {
      boolean computed = column.kind().isNumeric() && dice.oneIn(3);
      items.add(computed ? column.name() + " + 1" : column.name());
      columns.add(
          new Relation.Column(
              dice.oneIn(4) ? "w" + columns.size() : column.name(), "", column.kind(), true));
    }
    String where = dice.oneIn(2) ? "" : " WHERE " + dice.of(of.columns()).name() + " IS NOT NULL";
    return new RandomView(
        name,
        columns,
        dice.of("SELECT ", "SELECT ", "SELECT DISTINCT ")
            + String.join(", ", items)
            + " FROM "
            + of.name()
            + where);
  }

  private RandomTable table(String name) {
    List<Relation.Column> columns = new ArrayList<>();
    String constraint = "";
    String options = "";
    switch (dice.below(6)) {
      case 0, 1 -> columns.add(column("id", "INTEGER PRIMARY KEY", ColumnKind.INTEGER));
      case 2 -> {
        columns.add(column("k", "TEXT PRIMARY KEY" + collation(), ColumnKind.TEXT));
        options = dice.oneIn(2) ? " WITHOUT ROWID" : "";
      }
      case 3 -> {
        columns.add(column("a", "INTEGER", ColumnKind.INTEGER));
        columns.add(column("b", "TEXT", ColumnKind.TEXT));
        constraint = "PRIMARY KEY (a, b)";
        options = dice.oneIn(2) ? " WITHOUT ROWID" : "";
      }
      case 4 -> columns.add(column("u", "INTEGER UNIQUE", ColumnKind.INTEGER));
      default -> {} // no key
    }
    int others = dice.between(2, 5);
    for (int i = 0; i < others; i++) {
      columns.add(any(dice.oneIn(12) ? "\"c " + i + "\"" : "c" + i));
    }
    List<Relation.Column> written = List.copyOf(columns);
    if (dice.oneIn(6) && columns.get(0).kind() == ColumnKind.INTEGER) {
      columns.add(
          new Relation.Column(
              "g",
              "INTEGER AS (" + columns.get(0).name() + " % 3)" + dice.of("", " STORED"),
              ColumnKind.INTEGER,
              true));
    }
    return new RandomTable(name, columns, constraint, options, rows(written));
  }

  private Relation.Column any(String name) {
    return switch (dice.below(16)) {
      case 0, 1, 2 -> column(name, dice.of("INTEGER", "INT", "BIGINT"), ColumnKind.INTEGER);
      case 3, 4 -> column(name, dice.of("REAL", "DOUBLE", "FLOAT"), ColumnKind.REAL);
      case 5, 6, 7 -> column(name, dice.of("TEXT", "VARCHAR(20)", "TEXT"), ColumnKind.TEXT);
      case 8 -> column(name, "TEXT" + collation(), ColumnKind.TEXT);
      case 9 -> column(name, "BLOB", ColumnKind.BLOB);
      case 10 -> column(name, dice.of("NUMERIC", "DECIMAL(10,2)"), ColumnKind.NUMBER);
      case 11 -> column(name, dice.of("NUMERIC", "DECIMAL"), ColumnKind.INTEGER);
      case 12 -> column(name, "BOOLEAN", ColumnKind.INTEGER);
      case 13 -> column(name, dice.of("DATE", "DATETIME"), ColumnKind.DATE);
      case 14 -> column(name, "TEXT", ColumnKind.DATE);
      default -> column(name, "INTEGER NOT NULL DEFAULT 0", ColumnKind.INTEGER);
    };
  }

  private String collation() {
    return dice.of("", " COLLATE NOCASE", " COLLATE NOCASE", " COLLATE RTRIM");
  }

  private static Relation.Column column(String name, String declaration, ColumnKind kind) {
    return new Relation.Column(name, declaration, kind, false);
  }

  private List<List<String>> rows(List<Relation.Column> columns) {
    int count = dice.oneIn(12) ? dice.below(2) : dice.between(3, 14);
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> row = new ArrayList<>();
      for (Relation.Column column : columns) {
        row.add(
            column.declaration().equals("BOOLEAN")
                ? dice.of("0", "1", "1", "NULL")
                : values.value(column.kind()));
      }
      rows.add(row);
    }
    return rows;
  }
}
