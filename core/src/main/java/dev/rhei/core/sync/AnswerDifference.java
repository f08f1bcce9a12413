package dev.rhei.core.sync;

import dev.rhei.core.engine.SqlStatement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer of the copy that differs from SQLite's at the same position of the log.
 *
 * @param query with its parameters
 * @param olapSql what the copy ran
 * @param sequence the position of both
 * @param summary what differs, in words, without any value
 * @param onlyOnOlap up to five rows of the copy's answer that SQLite's does not have, or has
 *     elsewhere
 * @param onlyOnOltp up to five rows of SQLite's answer, likewise
 */
public record AnswerDifference(
    SqlStatement query,
    String olapSql,
    long sequence,
    String summary,
    List<List<@Nullable Object>> onlyOnOlap,
    List<List<@Nullable Object>> onlyOnOltp) {
  /** Copies the lists. */
  public AnswerDifference(
      SqlStatement query,
      String olapSql,
      long sequence,
      String summary,
      List<List<@Nullable Object>> onlyOnOlap,
      List<List<@Nullable Object>> onlyOnOltp) {
    this.query = query;
    this.olapSql = olapSql;
    this.sequence = sequence;
    this.summary = summary;
    this.onlyOnOlap = List.copyOf(onlyOnOlap);
    this.onlyOnOltp = List.copyOf(onlyOnOltp);
  }

  /** Without parameters and values, which do not belong into a log. */
  @Override
  public String toString() {
    return summary + ", at " + sequence + ". SQL: " + query.sql();
  }
}
