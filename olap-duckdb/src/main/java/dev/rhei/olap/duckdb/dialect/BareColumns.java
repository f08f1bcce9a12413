package dev.rhei.olap.duckdb.dialect;

/**
 * Columns beside groups that are not keys. SQLite takes them from some row of the group, or, where
 * the query has one max() or min(), from the row that has it. Where that does not determine the
 * value the query fails, and so runs on SQLite.
 *
 * @param function {@code arg_max} or {@code arg_min}
 * @param by what max() or min() compares
 */
record BareColumns(String function, String by) {

  /** The value that all rows of the group have. */
  static Typed onlyValue(Typed row, GroupSink sink) {
    boolean flagged = row.integral() != null;
    String value = flagged ? Tagged.of(row) : row.value();
    String least = sink.aggregate("min(" + value + ")");
    String most = sink.aggregate("max(" + value + ")");
    String some = sink.aggregate("count(" + value + ")");
    String all = sink.aggregate("count(*)");
    String one =
        Typed.guarded(
            "NOT ("
                + least
                + " IS NOT DISTINCT FROM "
                + most
                + " AND ("
                + some
                + " = 0 OR "
                + some
                + " = "
                + all
                + "))",
            "a column that differs within a group",
            least);
    Typed typed = flagged ? Tagged.typed(row) : row;
    return typed.asColumn(sink.computed(one));
  }

  /** The value in the one row that has the extreme; an error if several have it. */
  Typed value(Typed row, GroupSink sink) {
    Typed typed = row.integral() == null ? row : Tagged.typed(row);
    String pair = "struct_pack(k := " + by + ", x := " + typed.value() + ")";
    String top = sink.aggregate(function + "(" + pair + ", " + by + ", 2)");
    String all = sink.aggregate("count(*)");
    String value =
        ("CASE WHEN %2$s = 0 THEN NULL"
                + " WHEN coalesce(len(%1$s), 0) = 0 OR coalesce(%1$s[1].k = %1$s[2].k, FALSE)"
                + " THEN %3$s ELSE %1$s[1].x END")
            .formatted(top, all, Typed.error("a column beside max() or min() of several rows"));
    return typed.asColumn(sink.computed(value));
  }
}
