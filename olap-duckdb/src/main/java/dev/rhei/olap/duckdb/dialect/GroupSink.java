package dev.rhei.olap.duckdb.dialect;

/** Where an aggregate function puts what it needs computed, and reads it from. */
interface GroupSink {
  /** Takes a DuckDB aggregate to how its value is read. */
  String aggregate(String call);

  /** Takes an expression over such values to how it is read: once, however often it is used. */
  String computed(String expression);
}
