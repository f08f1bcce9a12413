package dev.rhei.benchmarks.cdc;

import java.sql.SQLException;
import java.util.List;

/** Where a transaction's rows go. Thread-safe. */
interface Sink extends AutoCloseable {
  /** Commits the rows as one transaction; a single one without a BEGIN, where there is one. */
  void write(List<Object[]> rows) throws Exception;

  @Override
  void close() throws SQLException;
}
