package dev.rhei.core.engine;

import dev.rhei.core.schema.TableSchema;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An {@link OlapBackend} that can tell how large its tables are and how their values are spread. By
 * that an engine is chosen; no answer depends on it. Thread-safe.
 */
public interface OlapSurvey {
  /** How many rows the table has. Takes a millisecond at most, whatever its size. */
  long rows(TableSchema table);

  /**
   * Looks at the whole table; takes as long as a query does, and ends with the engine.
   *
   * @param keys lists of columns of which to count the different values
   * @param columns columns to take the sample of; none that is typed
   * @param sampleRows how many rows to take, at random
   * @throws dev.rhei.core.error.HtapException QUERY_TIMEOUT if it takes longer than the limit;
   *     OLAP_CHANGED, OLAP_FAILED
   */
  Spread survey(
      TableSchema table,
      List<List<String>> keys,
      List<String> columns,
      int sampleRows,
      Duration limit);

  /**
   * What was found.
   *
   * @param rows rows of the table
   * @param distinct for each list of columns about how many different values there are
   * @param sample rows, each with a value for each column; text is cut to {@link
   *     dev.rhei.core.statistics.ColumnSpread#TEXT_LENGTH}
   */
  record Spread(long rows, List<Double> distinct, List<@Nullable Object[]> sample) {}
}
