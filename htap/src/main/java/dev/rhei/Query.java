package dev.rhei;

import dev.rhei.core.engine.SqlStatement;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.route.QueryHint;
import dev.rhei.core.sync.Freshness;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A query with what the caller wants of it: where it runs, how fresh its answer is, how long it may
 * take. Immutable; each option returns a copy.
 */
public final class Query {
  private final SqlStatement statement;
  private final QueryHint hint;
  private final Freshness freshness;
  private final @Nullable Duration timeout;

  private Query(
      SqlStatement statement, QueryHint hint, Freshness freshness, @Nullable Duration timeout) {
    this.statement = statement;
    this.hint = hint;
    this.freshness = freshness;
    this.timeout = timeout;
  }

  /** A query in SQLite's SQL, with parameters in the order of its placeholders. */
  public static Query of(String sql, @Nullable Object... parameters) {
    return new Query(SqlStatement.of(sql, parameters), QueryHint.AUTO, Freshness.LATEST, null);
  }

  /** Which engine should answer. Default {@link QueryHint#AUTO}. */
  public Query hint(QueryHint newHint) {
    return new Query(statement, Objects.requireNonNull(newHint, "hint"), freshness, timeout);
  }

  /** How current an answer of the copy must be. Default {@link Freshness#LATEST}. */
  public Query freshness(Freshness newFreshness) {
    return new Query(statement, hint, Objects.requireNonNull(newFreshness, "freshness"), timeout);
  }

  /**
   * How long the query may run until its last row is read; then it ends with QUERY_TIMEOUT. A sync
   * cycle that {@link Freshness#LATEST} makes it wait for is not cut short. Default no limit.
   *
   * @throws HtapException CONFIG_INVALID if it is not positive
   */
  public Query timeout(Duration limit) {
    if (limit.isNegative() || limit.isZero()) {
      throw new HtapException(
          ErrorCode.CONFIG_INVALID, "Query: timeout=" + limit + " must be positive");
    }
    return new Query(statement, hint, freshness, limit);
  }

  /** The SQL text. */
  public String sql() {
    return statement.sql();
  }

  /** The parameters. */
  public List<@Nullable Object> parameters() {
    return statement.parameters();
  }

  /** Which engine should answer. */
  public QueryHint hint() {
    return hint;
  }

  /** How current an answer of the copy must be. */
  public Freshness freshness() {
    return freshness;
  }

  /** How long it may run; empty for no limit. */
  public Optional<Duration> timeout() {
    return Optional.ofNullable(timeout);
  }

  @Nullable Duration timeoutOrNull() {
    return timeout;
  }

  SqlStatement statement() {
    return statement;
  }
}
