package dev.rhei.jdbc;

import dev.rhei.core.engine.QueryResult;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sqlite.core.DB;
import org.sqlite.jdbc4.JDBC4PreparedStatement;
import org.sqlite.jdbc4.JDBC4ResultSet;

/**
 * A prepared statement of the SQLite driver, whose queries the engine may answer. It is prepared on
 * SQLite whoever answers.
 */
final class RheiPreparedStatement extends JDBC4PreparedStatement implements EngineLink.Reader {
  private final RheiConnection connection;
  private final Answers answers;
  private final String asked;
  private final StatementText text;

  /**
   * A statement.
   *
   * @param asked the text that was asked for
   * @param prepared the text that SQLite prepares
   */
  private RheiPreparedStatement(
      RheiConnection connection, String asked, StatementText text, String prepared)
      throws SQLException {
    super(connection, prepared);
    this.connection = connection;
    this.answers = new Answers(connection);
    this.asked = asked;
    this.text = text;
  }

  static RheiPreparedStatement of(RheiConnection connection, String sql) throws SQLException {
    StatementText text = StatementText.of(sql);
    String prepared = sql;
    if (ExplainRoute.isOne(text)) {
      prepared = ExplainRoute.prepared(ExplainRoute.parameters(connection, sql));
    }
    return new RheiPreparedStatement(connection, sql, text, prepared);
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    return answer() ? answers.take() : connection.run(text, this, super::executeQuery);
  }

  @Override
  public boolean execute() throws SQLException {
    return answer() || connection.run(text, this, super::execute);
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    return connection.run(text, this, super::executeLargeUpdate);
  }

  @Override
  public long[] executeLargeBatch() throws SQLException {
    return connection.run(text, this, super::executeLargeBatch);
  }

  /** Whether there is an answer that is not to come from this statement's own connection. */
  private boolean answer() throws SQLException {
    answers.close();
    if (pointer.isClosed()) {
      return false; // the driver says so
    }
    AnswerRows rows = null;
    if (ExplainRoute.isOne(text)) {
      rows = ExplainRoute.rows(connection, asked, parameters());
    } else if (text.readsTable()) {
      QueryResult answer = answers.ask(asked, this::parameters, getQueryTimeout());
      rows = answer == null ? null : AnswerRows.of(answer);
    }
    if (rows == null) {
      return false;
    }
    boolean done = false;
    try {
      rs.close();
      pointer.safeRunConsume(DB::reset);
      prepareAgainUnless(rows);
      exhaustedResults = false;
      resultsWaiting = false;
      done = true;
    } finally {
      if (!done) {
        rows.close();
      }
    }
    answers.put(this, rows);
    return true;
  }

  /** SQLite itself does so when it runs a statement over a schema that has changed. */
  private void prepareAgainUnless(AnswerRows rows) throws SQLException {
    if (!rows.haveLabels(pointer.safeRun(DB::column_names))) {
      conn.getDatabase().prepare(this);
      columnCount = pointer.safeRunInt(DB::column_count);
    }
  }

  private @Nullable Object[] parameters() {
    @Nullable Object[] bound = batch;
    return bound == null
        ? new @Nullable Object[paramCount]
        : Arrays.copyOfRange(bound, batchPos, batchPos + paramCount);
  }

  @Override
  public boolean hasRows() {
    return rs.isOpen()
        ? !rs.emptyResultSet && !((JDBC4ResultSet) rs).isAfterLast()
        : resultsWaiting;
  }

  @Override
  public @Nullable ResultSet getResultSet() throws SQLException {
    return answers.isCurrent() && !exhaustedResults ? answers.take() : super.getResultSet();
  }

  @Override
  public boolean getMoreResults(int current) throws SQLException {
    boolean more = super.getMoreResults(current);
    answers.close();
    return more;
  }

  @Override
  protected void internalClose() throws SQLException {
    answers.close();
    connection.link().read(this);
    super.internalClose();
  }

  @Override
  public void cancel() throws SQLException {
    answers.cancel();
    super.cancel();
  }
}
