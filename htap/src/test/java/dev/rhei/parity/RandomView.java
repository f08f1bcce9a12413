package dev.rhei.parity;

import java.util.List;

/** A view on a relation that is made before it. */
record RandomView(String name, List<Column> columns, String select) implements Relation {
  RandomView {
    columns = List.copyOf(columns);
  }

  @Override
  public boolean hasRowid() {
    return false;
  }

  @Override
  public List<String> sql() {
    List<String> names = columns.stream().map(Column::name).toList();
    return List.of("CREATE VIEW " + name + "(" + String.join(", ", names) + ") AS " + select);
  }

  @Override
  public List<Relation> smaller() {
    return List.of();
  }
}
