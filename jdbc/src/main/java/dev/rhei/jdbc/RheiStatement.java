package dev.rhei.jdbc;

import dev.rhei.core.engine.QueryResult;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.jdbc4.JDBC4ResultSet;
import org.sqlite.jdbc4.JDBC4Statement;

/** A statement of the SQLite driver, whose queries the engine may answer. */
final class RheiStatement extends JDBC4Statement implements EngineLink.Reader {
  private static final @Nullable Object[] NO_PARAMETERS = {};

  private final RheiConnection connection;
  private final Answers answers;
  private boolean ofDriver; // a query by which the SQLite driver reads its own metadata

  RheiStatement(RheiConnection connection) {
    super(connection);
    this.connection = connection;
    this.answers = new Answers(connection);
  }

  @Override
  public ResultSet executeQuery(String sql, boolean closeStatement) throws SQLException {
    ofDriver = true;
    try {
      return super.executeQuery(sql, closeStatement);
    } finally {
      ofDriver = false;
    }
  }

  @Override
  public ResultSet executeQuery(String sql) throws SQLException {
    StatementText text = StatementText.of(sql);
    if (answer(sql, text)) {
      return answers.take();
    }
    return connection.run(text, this, () -> super.executeQuery(sql));
  }

  @Override
  public boolean execute(String sql) throws SQLException {
    StatementText text = StatementText.of(sql);
    return answer(sql, text) || connection.run(text, this, () -> super.execute(sql));
  }

  @Override
  public long executeLargeUpdate(String sql) throws SQLException {
    StatementText text = StatementText.of(sql);
    return connection.run(text, this, () -> update(sql, text));
  }

  /**
   * The driver counts everything that changed, what triggers wrote into our log too; here only the
   * statements' own rows count.
   */
  private long update(String sql, StatementText text) throws SQLException {
    if (text.steps().size() < 2) {
      return ownRows(super.executeLargeUpdate(sql));
    }
    long rows = 0;
    for (StatementText.Step step : text.steps()) {
      rows += ownRows(super.executeLargeUpdate(step.text()));
    }
    this.sql = sql;
    updateGeneratedKeys(); // by the first statement's verb, as the driver does
    return rows;
  }

  private long ownRows(long all) throws SQLException {
    return all == 0 ? 0 : getDatabase().changes();
  }

  @Override
  public long[] executeLargeBatch() throws SQLException {
    StringBuilder texts = new StringBuilder();
    for (int i = 0; i < batchPos; i++) {
      texts.append(batch[i]).append(";\n");
    }
    return connection.run(StatementText.of(texts.toString()), this, super::executeLargeBatch);
  }

  /** Whether there is an answer that is not to come from this statement's own connection. */
  private boolean answer(String sql, StatementText text) throws SQLException {
    AnswerRows rows = null;
    String prepared = sql;
    if (ExplainRoute.isOne(text)) {
      rows = ExplainRoute.rows(connection, sql, NO_PARAMETERS);
      prepared = ExplainRoute.prepared(ExplainRoute.parameters(connection, sql));
    } else if (text.readsTable() && !ofDriver) {
      QueryResult answer = answers.ask(sql, () -> NO_PARAMETERS, getQueryTimeout());
      rows = answer == null ? null : AnswerRows.of(answer);
    }
    if (rows == null) {
      return false;
    }
    boolean done = false;
    try {
      internalClose();
      this.sql = prepared;
      conn.getDatabase().prepare(this);
      exhaustedResults = false;
      done = true;
    } finally {
      if (!done) {
        rows.close();
      }
    }
    answers.put(this, rows);
    return true;
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
