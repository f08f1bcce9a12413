package dev.rhei.core.engine;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.Identifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds a result's columns by label. Built once for all rows of a result. */
final class ColumnIndex {
  private final List<Column> columns;
  private final Map<String, Integer> byLabel = new HashMap<>();

  ColumnIndex(List<Column> columns) {
    this.columns = List.copyOf(columns);
    for (int i = 0; i < this.columns.size(); i++) {
      byLabel.putIfAbsent(Identifier.fold(this.columns.get(i).name()), i);
    }
  }

  List<Column> columns() {
    return columns;
  }

  String name(int index) {
    return columns.get(index).name();
  }

  int require(String label) {
    Integer index = byLabel.get(Identifier.fold(label));
    if (index == null) {
      throw new HtapException(
          ErrorCode.COLUMN_UNKNOWN,
          "no column '"
              + label
              + "'; the result has "
              + columns.stream().map(Column::name).toList());
    }
    return index;
  }
}
