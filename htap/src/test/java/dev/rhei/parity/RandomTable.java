package dev.rhei.parity;

import java.util.ArrayList;
import java.util.List;

/**
 * A table with its rows.
 *
 * @param constraint behind the columns; may be empty
 * @param options behind the definition; may be empty
 * @param rows literals, one for each column that can be written
 */
record RandomTable(
    String name, List<Column> columns, String constraint, String options, List<List<String>> rows)
    implements Relation {
  RandomTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  @Override
  public boolean hasRowid() {
    return options.isEmpty();
  }

  @Override
  public List<String> sql() {
    List<String> declared = new ArrayList<>();
    columns.forEach(column -> declared.add(column.name() + " " + column.declaration()));
    if (!constraint.isEmpty()) {
      declared.add(constraint);
    }
    List<String> statements = new ArrayList<>();
    statements.add("CREATE TABLE " + name + "(" + String.join(", ", declared) + ")" + options);
    List<String> written =
        columns.stream().filter(column -> !column.generated()).map(Column::name).toList();
    for (List<String> row : rows) {
      statements.add(
          "INSERT OR IGNORE INTO "
              + name
              + "("
              + String.join(", ", written)
              + ") VALUES ("
              + String.join(", ", row)
              + ")");
    }
    return statements;
  }

  /** With fewer rows, by halves first, then one by one; then without a column. */
  @Override
  public List<Relation> smaller() {
    List<Relation> results = new ArrayList<>();
    int half = rows.size() / 2;
    if (half > 1) {
      results.add(withRows(rows.subList(0, half)));
      results.add(withRows(rows.subList(half, rows.size())));
    }
    for (int i = 0; i < rows.size(); i++) {
      List<List<String>> fewer = new ArrayList<>(rows);
      fewer.remove(i);
      results.add(withRows(fewer));
    }
    for (int i = 0; columns.size() > 1 && i < columns.size(); i++) {
      results.add(withoutColumn(i));
    }
    return results;
  }

  private RandomTable withRows(List<List<String>> fewer) {
    return new RandomTable(name, columns, constraint, options, fewer);
  }

  private RandomTable withoutColumn(int index) {
    List<Column> fewer = new ArrayList<>(columns);
    Column removed = fewer.remove(index);
    if (removed.generated()) {
      return new RandomTable(name, fewer, constraint, options, rows);
    }
    int value = (int) columns.subList(0, index).stream().filter(c -> !c.generated()).count();
    List<List<String>> changed = new ArrayList<>();
    for (List<String> row : rows) {
      List<String> shorter = new ArrayList<>(row);
      shorter.remove(value);
      changed.add(shorter);
    }
    return new RandomTable(name, fewer, constraint, options, changed);
  }
}
