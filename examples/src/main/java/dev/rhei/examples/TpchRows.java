package dev.rhei.examples;

import io.trino.tpch.GenerateUtils;
import io.trino.tpch.TpchColumn;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** The rows of one TPC-H table, in the order of their keys and always the same. */
final class TpchRows<E extends TpchEntity> implements Iterable<Object[]> {
  /** All tables, referenced ones first. */
  static final List<TpchTable<?>> TABLES =
      List.of(
          TpchTable.REGION,
          TpchTable.NATION,
          TpchTable.SUPPLIER,
          TpchTable.CUSTOMER,
          TpchTable.PART,
          TpchTable.PART_SUPPLIER,
          TpchTable.ORDERS,
          TpchTable.LINE_ITEM);

  /** Rows of all tables together at scale 1; line items come in ones to sevens, so about. */
  private static final long AT_SCALE_ONE = 8_660_000;

  private final TpchTable<E> table;
  private final double scale;

  private TpchRows(TpchTable<E> table, double scale) {
    this.table = table;
    this.scale = scale;
  }

  static <E extends TpchEntity> TpchRows<E> of(TpchTable<E> table, double scale) {
    return new TpchRows<>(table, scale);
  }

  /** About how many rows all tables have together. */
  static long estimate(double scale) {
    return Math.round(AT_SCALE_ONE * scale);
  }

  /** The statement that writes one row. */
  String insert() {
    return "INSERT INTO "
        + table.getTableName()
        + " VALUES ("
        + String.join(", ", Collections.nCopies(table.getColumns().size(), "?"))
        + ")";
  }

  @Override
  public Iterator<Object[]> iterator() {
    Iterator<E> entities = table.createGenerator(scale, 1, 1).iterator();
    List<TpchColumn<E>> columns = table.getColumns();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return entities.hasNext();
      }

      @Override
      public Object[] next() {
        E entity = entities.next();
        Object[] row = new Object[columns.size()];
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
