package dev.rhei.workloads;

import io.trino.tpch.GenerateUtils;
import io.trino.tpch.TpchColumn;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one TPC-H table, in the order of their keys and always the same. */
final class TpchRows<E extends TpchEntity> implements Iterable<@Nullable Object[]> {
  private final TpchTable<E> table;
  private final double scale;

  TpchRows(TpchTable<E> table, double scale) {
    this.table = table;
    this.scale = scale;
  }

  @Override
  public Iterator<@Nullable Object[]> iterator() {
    Iterator<E> entities = table.createGenerator(scale, 1, 1).iterator();
    List<TpchColumn<E>> columns = table.getColumns();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return entities.hasNext();
      }

      @Override
      public @Nullable Object[] next() {
        E entity = entities.next();
        @Nullable Object[] row = new Object[columns.size()];
        for (int i = 0; i < row.length; i++) {
          row[i] = value(columns.get(i), entity);
        }
        return row;
      }
    };
  }

  private static <E extends TpchEntity> Object value(TpchColumn<E> column, E entity) {
    return switch (column.getType().getBase()) {
      case INTEGER -> column.getInteger(entity);
      case IDENTIFIER -> column.getIdentifier(entity);
      case DOUBLE -> column.getDouble(entity);
      case DATE -> GenerateUtils.formatDate(column.getDate(entity));
      case VARCHAR -> column.getString(entity);
    };
  }
}
