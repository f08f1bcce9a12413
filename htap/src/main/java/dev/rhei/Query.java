package dev.rhei;

import dev.rhei.core.engine.Cancellation;
import dev.rhei.core.engine.SqlStatement;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.route.QueryHint;
import dev.rhei.core.sync.Freshness;
import dev.rhei.core.sync.StalePolicy;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A query with what the caller wants of it: where it runs, how fresh its answer is, how long it may
 * take. Immutable; each option returns a copy.
 */
public final class Query {
  private final SqlStatement statement;
  private final QueryHint hint;
  private final @Nullable Freshness freshness;
  private final @Nullable Duration freshnessTimeout;
  private final @Nullable StalePolicy stalePolicy;
  private final @Nullable Duration timeout;
  private final @Nullable Cancellation cancellation;

  private Query(Draft draft) {
    this.statement = draft.statement;
    this.hint = draft.hint;
    this.freshness = draft.freshness;
    this.freshnessTimeout = draft.freshnessTimeout;
    this.stalePolicy = draft.stalePolicy;
    this.timeout = draft.timeout;
    this.cancellation = draft.cancellation;
  }

  /** A query in SQLite's SQL, with parameters in the order of its placeholders. */
  public static Query of(String sql, @Nullable Object... parameters) {
    return new Query(new Draft(SqlStatement.of(sql, parameters)));
  }

  /** Which engine should answer. Default {@link QueryHint#AUTO}. */
  public Query hint(QueryHint newHint) {
    return with(draft -> draft.hint = Objects.requireNonNull(newHint, "hint"));
  }

  /** How current an answer of the copy must be. Default {@link HtapConfig#freshness}. */
  public Query freshness(Freshness newFreshness) {
    return with(draft -> draft.freshness = Objects.requireNonNull(newFreshness, "freshness"));
  }

  /**
   * How long the query may wait for the copy to become that fresh. Default {@link
   * HtapConfig#freshnessTimeout}.
   *
   * @throws HtapException CONFIG_INVALID if it is negative
   */
  public Query freshnessTimeout(Duration limit) {
    if (limit.isNegative()) {
      throw new HtapException(
          ErrorCode.CONFIG_INVALID, "Query: freshnessTimeout=" + limit + " must not be negative");
    }
    return with(draft -> draft.freshnessTimeout = limit);
  }

  /** What happens when that time is over. Default {@link HtapConfig#stalePolicy}. */
  public Query stalePolicy(StalePolicy policy) {
    return with(draft -> draft.stalePolicy = Objects.requireNonNull(policy, "stalePolicy"));
  }

  /**
   * How long the query may take until its last row is read, its wait for the copy included; then it
   * ends with QUERY_TIMEOUT. Default no limit.
   *
   * @throws HtapException CONFIG_INVALID if it is not positive
   */
  public Query timeout(Duration limit) {
    if (limit.isNegative() || limit.isZero()) {
      throw new HtapException(
          ErrorCode.CONFIG_INVALID, "Query: timeout=" + limit + " must be positive");
    }
    return with(draft -> draft.timeout = limit);
  }

  /** By which another thread can end the query, with QUERY_CANCELLED. Default none. */
  public Query cancellation(Cancellation by) {
    return with(draft -> draft.cancellation = by);
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

  /** How current an answer of the copy must be; empty if that is the engine's default. */
  public Optional<Freshness> freshness() {
    return Optional.ofNullable(freshness);
  }

  @Nullable Freshness freshnessOrNull() {
    return freshness;
  }

  @Nullable Duration freshnessTimeoutOrNull() {
    return freshnessTimeout;
  }

  @Nullable StalePolicy stalePolicyOrNull() {
    return stalePolicy;
  }

  /** How long it may run; empty for no limit. */
  public Optional<Duration> timeout() {
    return Optional.ofNullable(timeout);
  }

  @Nullable Duration timeoutOrNull() {
    return timeout;
  }

  @Nullable Cancellation cancellationOrNull() {
    return cancellation;
  }

  SqlStatement statement() {
    return statement;
  }

  private Query with(Consumer<Draft> change) {
    Draft draft = new Draft(statement);
    draft.hint = hint;
    draft.freshness = freshness;
    draft.freshnessTimeout = freshnessTimeout;
    draft.stalePolicy = stalePolicy;
    draft.timeout = timeout;
    draft.cancellation = cancellation;
    change.accept(draft);
    return new Query(draft);
  }

  /** A copy while it is changed. */
  private static final class Draft {
    private final SqlStatement statement;
    private QueryHint hint = QueryHint.AUTO;
    private @Nullable Freshness freshness;
    private @Nullable Duration freshnessTimeout;
    private @Nullable StalePolicy stalePolicy;
    private @Nullable Duration timeout;
    private @Nullable Cancellation cancellation;

    private Draft(SqlStatement statement) {
      this.statement = statement;
    }
  }
}
