package dev.rhei;

import dev.rhei.core.engine.OlapBackend;
import dev.rhei.core.engine.OlapCursor;
import dev.rhei.core.engine.OlapQuery;
import dev.rhei.core.engine.QueryOptions;
import dev.rhei.core.engine.QueryResult;
import dev.rhei.core.engine.Translation;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.route.QueryHint;
import dev.rhei.core.route.QueryRouter;
import dev.rhei.core.route.QueryTarget;
import dev.rhei.core.route.Route;
import dev.rhei.core.route.RouteDecision;
import dev.rhei.core.schema.SchemaRegistry;
import dev.rhei.oltp.sqlite.SqliteOltpEngine;
import dev.rhei.oltp.sqlite.SqliteParameters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The life of a query: decide, make fresh, translate, run; and whatever keeps the copy from
 * answering, let SQLite answer, unless the caller forbade it. Thread-safe.
 */
final class QueryRunner {
  /** How often a query is decided anew because the copy's tables changed meanwhile. */
  private static final int ATTEMPTS = 3;

  private final SqliteOltpEngine oltp;
  private final OlapBackend olap;
  private final QueryRouter router;
  private final FreshnessGate freshness;
  private final LiveTables live;
  private final TranslationCache translations;
  private final AtomicLong fallbacks = new AtomicLong();

  QueryRunner(
      SqliteOltpEngine oltp, OlapBackend olap, QueryRouter router, FreshnessGate freshness) {
    this.oltp = oltp;
    this.olap = olap;
    this.router = router;
    this.freshness = freshness;
    this.live = new LiveTables(olap);
    this.translations = new TranslationCache(olap.translator());
  }

  /** Queries that the copy should have answered and failed on. */
  long fallbacks() {
    return fallbacks.get();
  }

  QueryResult run(Query query) {
    Deadline deadline = new Deadline(query);
    HtapException changed = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Plan plan = plan(query);
      if (plan.translated() == null) {
        return onSqlite(query, plan.decision().reason(), deadline);
      }
      try {
        return onCopy(query, plan, deadline);
      } catch (HtapException e) {
        if (e.code() == ErrorCode.OLAP_CHANGED) {
          changed = e;
        } else if (query.hint() != QueryHint.OLAP && mayFallBack(e)) {
          fallbacks.incrementAndGet();
          return onSqlite(query, "the copy failed: " + e.getMessage(), deadline);
        } else {
          throw e;
        }
      }
    }
    if (query.hint() == QueryHint.OLAP && changed != null) {
      throw changed;
    }
    return onSqlite(query, "the copy's tables keep changing", deadline);
  }

  Explanation explain(Query query) {
    Plan plan = plan(query);
    Translation.Translated translated = plan.translated();
    return translated == null
        ? new Explanation(QueryTarget.OLTP, plan.decision().reason(), null)
        : new Explanation(QueryTarget.OLAP, plan.decision().reason(), translated.sql());
  }

  /**
   * What is decided.
   *
   * @param translated what the copy would run; null if SQLite answers
   */
  private record Plan(
      RouteDecision decision,
      SchemaRegistry tables,
      List<@Nullable Object> parameters,
      Translation.@Nullable Translated translated) {}

  private Plan plan(Query query) {
    SchemaRegistry tables = live.current();
    List<@Nullable Object> parameters = List.of();
    RouteDecision decision =
        oltp.inTransaction()
            ? RouteDecision.oltp("this thread is inside a transaction")
            : router.route(query.sql(), query.hint(), tables);
    Translation.Translated translated = null;
    if (decision.target() == QueryTarget.OLAP) {
      parameters = inSqliteTypes(query);
      Translation translation = translations.translate(query.sql(), parameters, tables);
      if (translation instanceof Translation.Translated yes) {
        if (placeholders(yes) != parameters.size()) {
          oltp.check(query.statement()); // an error, if SQLite counts as we do
        }
        translated = yes;
      } else if (translation instanceof Translation.Refused no) {
        decision = RouteDecision.oltp("only SQLite can answer: " + no.reason());
      }
    }
    if (translated == null && query.hint() == QueryHint.OLAP) {
      oltp.check(query.statement()); // what is wrong with the query itself comes first
      throw new HtapException(
          ErrorCode.OLAP_REFUSED,
          olap.name()
              + " cannot answer this query: "
              + decision.reason()
              + ". Use the hint PREFER_OLAP or AUTO to let SQLite answer. SQL: "
              + HtapException.sqlForMessage(query.sql()));
    }
    return new Plan(decision, tables, parameters, translated);
  }

  private static int placeholders(Translation.Translated translated) {
    return translated.parameters().stream().mapToInt(position -> position + 1).max().orElse(0);
  }

  private QueryResult onCopy(Query query, Plan plan, Deadline deadline) {
    Translation.Translated translated = plan.translated();
    if (translated == null) {
      throw new IllegalStateException("a plan without a translation");
    }
    freshness.pass(query.freshness());
    OlapCursor rows =
        olap.query(
            new OlapQuery(
                translated, plan.parameters(), plan.tables().version(), deadline.options()));
    long sequence = rows.appliedThrough();
    PrefetchedCursor cursor =
        PrefetchedCursor.of(
            rows,
            failure -> {
              fallbacks.incrementAndGet();
              translations.refuse(
                  query.sql(),
                  plan.parameters(),
                  plan.tables(),
                  "it failed in the middle of a result: " + failure.getMessage());
            });
    return new QueryResult(cursor, new Route(QueryTarget.OLAP, plan.decision().reason(), sequence));
  }

  private QueryResult onSqlite(Query query, String reason, Deadline deadline) {
    return new QueryResult(oltp.query(query.statement(), deadline.options()), Route.oltp(reason));
  }

  /** Failures of the copy and of the replay; not those that SQLite would have too. */
  private static boolean mayFallBack(HtapException e) {
    return switch (e.code()) {
      case OLAP_FAILED,
          OLAP_LOCKED,
          OLAP_OPEN_FAILED,
          OLAP_REFUSED,
          OLTP_BUSY, // the replay renews the capture of a changed table, which writes
          OLTP_FAILED,
          TABLE_UNKNOWN,
          TABLE_UNSUPPORTED,
          NAME_INVALID,
          OUTCOME_UNKNOWN,
          SYNC_FAILED,
          SYNC_GAP,
          INTERNAL ->
          true;
      default -> false;
    };
  }

  private static List<@Nullable Object> inSqliteTypes(Query query) {
    List<@Nullable Object> values = new ArrayList<>();
    for (Object parameter : query.parameters()) {
      values.add(SqliteParameters.toSqlite(parameter, values.size() + 1));
    }
    return values;
  }

  /** What is left of a query's time, for each engine that tries. */
  private static final class Deadline {
    private final Query query;
    private final long started = System.nanoTime();

    Deadline(Query query) {
      this.query = query;
    }

    QueryOptions options() {
      return query
          .timeout()
          .map(
              limit ->
                  new QueryOptions(
                      Duration.ofNanos(
                          Math.max(1_000_000, limit.toNanos() - (System.nanoTime() - started)))))
          .orElse(QueryOptions.DEFAULT);
    }
  }
}
