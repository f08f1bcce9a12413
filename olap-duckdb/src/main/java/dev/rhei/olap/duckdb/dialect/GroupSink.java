package dev.rhei.olap.duckdb.dialect;

/** Where an aggregate function puts what it needs computed, and reads it from. */
interface GroupSink {
  /** Takes a DuckDB aggregate to how its value is read. */
  String aggregate(String call);

  /** What stands behind each aggregate: FILTER, OVER. */
  String suffix();

  /** Takes an expression that has its aggregates and their suffix to how its value is read. */
  String complete(String expression);

  /** What is read where a value cannot be known: an error, or something that leads to one. */
  default String unknown(String what) {
    return Typed.error(what);
  }

  /** Takes an expression over such values to how it is read: once, however often it is used. */
  String computed(String expression);
}
