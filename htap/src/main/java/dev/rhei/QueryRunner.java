package dev.rhei;

import dev.rhei.core.engine.OlapBackend;
import dev.rhei.core.engine.OlapCursor;
import dev.rhei.core.engine.OlapQuery;
import dev.rhei.core.engine.QueryResult;
import dev.rhei.core.engine.RowCursor;
import dev.rhei.core.engine.Translation;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.route.QueryHint;
import dev.rhei.core.route.QueryPlan;
import dev.rhei.core.route.QueryStatus;
import dev.rhei.core.route.QueryTarget;
import dev.rhei.core.route.Route;
import dev.rhei.core.route.RouteDecision;
import dev.rhei.core.route.RoutedQuery.Outcome;
import dev.rhei.core.sync.Freshness;
import dev.rhei.oltp.sqlite.SqliteOltpEngine;
import dev.rhei.oltp.sqlite.SqliteParameters;
import dev.rhei.sync.CdcSyncEngine;
import dev.rhei.sync.Fresh;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The life of a query: decide, make fresh, translate, run; and whatever keeps the copy from
 * answering, let SQLite answer, unless the caller forbade it. Thread-safe.
 */
final class QueryRunner {
  /** How often a query is decided anew because the copy's tables changed meanwhile. */
  private static final int ATTEMPTS = 3;

  private static final RouteDecision IN_TRANSACTION =
      RouteDecision.oltp("this thread is inside a transaction");

  private final SqliteOltpEngine oltp;
  private final OlapBackend olap;
  private final QueryCache cache;
  private final FreshnessTerms freshness;
  private final CdcSyncEngine sync;
  private final QueryCounts counts;
  private final Auditor auditor;

  QueryRunner(
      SqliteOltpEngine oltp,
      OlapBackend olap,
      QueryCache cache,
      FreshnessTerms freshness,
      CdcSyncEngine sync,
      QueryCounts counts,
      Auditor auditor) {
    this.oltp = oltp;
    this.olap = olap;
    this.cache = cache;
    this.freshness = freshness;
    this.sync = sync;
    this.counts = counts;
    this.auditor = auditor;
  }

  QueryStatus status() {
    return counts.status(auditor.counts());
  }

  QueryResult run(Query query) {
    QueryResult answer = run(query, this::onSqlite);
    if (answer == null) {
      throw new IllegalStateException("SQLite gave no answer");
    }
    return answer;
  }

  /** As {@link #run(Query)}, but null where SQLite is to answer. */
  @Nullable QueryResult runUnlessOltp(Query query) {
    return run(
        query,
        (asked, reason, deadline, waited) -> {
          counts.oltpAnswers();
          return null;
        });
  }

  /** Whether SQLite is to answer the text whatever its parameters; then that is counted. */
  boolean leavesToOltp(String sql) {
    boolean always = cache.get(sql).routed().isAlwaysOltp();
    if (always) {
      counts.oltpAnswers();
    }
    return always;
  }

  /** How SQLite answers. */
  private interface OltpAnswer {
    @Nullable QueryResult of(
        Query query, Supplier<String> reason, Deadline deadline, Duration waited);
  }

  private @Nullable QueryResult run(Query query, OltpAnswer oltpAnswer) {
    Deadline deadline = new Deadline(query);
    HtapException changed = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Plan plan = plan(query);
      RouteDecision decision = plan.decision;
      if (plan.translated == null) {
        return oltpAnswer.of(query, decision::reason, deadline, Duration.ZERO);
      }
      if (decision.target() == QueryTarget.OLTP) {
        QueryResult answer = trySqlite(query, plan, deadline);
        if (answer != null) {
          return answer;
        }
      }
      long began = System.nanoTime();
      try {
        return onCopy(query, plan, deadline);
      } catch (HtapException e) {
        if (e.code() == ErrorCode.OLAP_CHANGED) {
          changed = e;
        } else if (e.code() == ErrorCode.FRESHNESS_TIMEOUT) {
          Duration waited = Duration.ofNanos(System.nanoTime() - began);
          requireOltpMayAnswer(query, plan, deadline, e);
          return oltpAnswer.of(query, e::detail, deadline, waited);
        } else if (plan.hint != QueryHint.OLAP && mayFallBack(e)) {
          counts.fellBack(query.sql(), e);
          return oltpAnswer.of(
              query, () -> "the copy failed: " + e.getMessage(), deadline, Duration.ZERO);
        } else {
          throw e;
        }
      }
    }
    if (changed != null && hint(query) == QueryHint.OLAP) {
      throw changed;
    }
    return oltpAnswer.of(query, () -> "the copy's tables keep changing", deadline, Duration.ZERO);
  }

  private QueryHint hint(Query query) {
    return query.hint() == QueryHint.AUTO
        ? cache.get(query.sql()).routed().hint(query.hint())
        : query.hint();
  }

  Explanation explain(Query query) {
    Plan plan = plan(query);
    PreparedQuery prepared = cache.get(query.sql());
    List<@Nullable Object> parameters = inSqliteTypes(query);
    Translation.Translated translated = plan.translated;
    String refusal = "";
    if (translated == null) {
      Translation translation = prepared.translations().of(parameters);
      if (translation instanceof Translation.Translated yes) {
        translated = yes;
      } else if (translation instanceof Translation.Refused no) {
        refusal = no.reason();
      }
    }
    List<String> remarks = new ArrayList<>(prepared.routed().remarks());
    remarks.addAll(counts.remarks(query.sql()));
    return new Explanation(
        plan.decision.target(),
        plan.decision.reason(),
        prepared.routed().estimate(parameters).orElse(null),
        translated == null ? null : translated.sql(),
        refusal,
        oltpPlan(query, prepared),
        remarks);
  }

  private QueryPlan oltpPlan(Query query, PreparedQuery prepared) {
    if (!prepared.routed().plan().steps().isEmpty()) {
      return prepared.routed().plan();
    }
    try {
      return oltp.planner().plan(query.sql());
    } catch (HtapException e) {
      if (e.code() == ErrorCode.SQL_INVALID || e.code() == ErrorCode.SQL_REFUSED) {
        return QueryPlan.NONE; // running it tells what is wrong
      }
      throw e;
    }
  }

  /**
   * What is decided.
   *
   * @param translated what the copy would run; null if SQLite answers whatever happens
   */
  private record Plan(
      RouteDecision decision,
      QueryHint hint,
      @Nullable PreparedQuery prepared,
      List<@Nullable Object> parameters,
      Translation.@Nullable Translated translated) {}

  private Plan plan(Query query) {
    if (oltp.inTransaction()) {
      require(query, query.hint(), IN_TRANSACTION);
      return new Plan(IN_TRANSACTION, query.hint(), null, List.of(), null);
    }
    PreparedQuery prepared = cache.get(query.sql());
    QueryHint hint = prepared.routed().hint(query.hint());
    List<@Nullable Object> parameters = List.of();
    boolean converted = prepared.routed().needsValues();
    if (converted) {
      parameters = inSqliteTypes(query);
    }
    boolean behind = sync.isBehind() && freshness.of(query).equals(Freshness.LATEST);
    RouteDecision decision = prepared.routed().decide(query.hint(), parameters, behind);
    Translation.Translated translated = null;
    if (decision.target() == QueryTarget.OLAP || decision.patienceOrNull() != null) {
      parameters = converted ? parameters : inSqliteTypes(query);
      Translation translation = prepared.translations().of(parameters);
      if (translation instanceof Translation.Translated yes) {
        if (placeholders(yes) != parameters.size()) {
          oltp.check(query.statement()); // an error, if SQLite counts as we do
        }
        if (yes.readsViews() && isStale(prepared)) {
          return plan(query);
        }
        if (yes.inVisitOrder() && oltpPlan(query, prepared).readsIndex()) {
          decision =
              RouteDecision.oltp("depends on the order of rows, which SQLite takes by index");
          require(query, hint, decision);
          return new Plan(decision, hint, prepared, parameters, null);
        }
        translated = yes.labelsFromSqlite() ? yes.withLabels(oltp.labels(query.sql())) : yes;
      } else if (translation instanceof Translation.Refused no) {
        decision = RouteDecision.oltp("only SQLite can answer: " + no.reason());
      }
    }
    if (translated == null) {
      require(query, hint, decision);
    }
    return new Plan(decision, hint, prepared, parameters, translated);
  }

  /** Another process may have changed a view, which changes none of the tables. */
  private boolean isStale(PreparedQuery prepared) {
    oltp.lookAtSchema();
    return oltp.schemaChanges() != prepared.schemaChanges();
  }

  /** SQLite would answer: an error if the caller forbade that. */
  private void require(Query query, QueryHint hint, RouteDecision decision) {
    if (hint != QueryHint.OLAP) {
      return;
    }
    oltp.check(query.statement()); // what is wrong with the query itself comes first
    throw new HtapException(
        ErrorCode.OLAP_REFUSED,
        olap.name()
            + " cannot answer this query: "
            + decision.reason()
            + ". Use the hint PREFER_OLAP or AUTO to let SQLite answer. SQL: "
            + HtapException.sqlForMessage(query.sql()));
  }

  private static int placeholders(Translation.Translated translated) {
    return translated.parameters().stream().mapToInt(position -> position + 1).max().orElse(0);
  }

  /** Null if it takes longer than the copy would. */
  private @Nullable QueryResult trySqlite(Query query, Plan plan, Deadline deadline) {
    RouteDecision decision = plan.decision;
    Duration patience = decision.patienceOrNull();
    PreparedQuery prepared = plan.prepared;
    if (patience == null || prepared == null) {
      return null;
    }
    long started = System.nanoTime();
    RowCursor rows = oltp.tryQuery(query.statement(), deadline.options(), patience);
    Duration took = Duration.ofNanos(System.nanoTime() - started);
    if (rows == null) {
      prepared.routed().learn(decision, Outcome.OLTP_GIVEN_UP, took);
      counts.gaveUp();
      return null;
    }
    prepared.routed().learn(decision, Outcome.OLTP_ANSWERED, took);
    counts.oltpAnswers();
    return new QueryResult(rows, () -> Route.oltp(decision.reason()));
  }

  private QueryResult onCopy(Query query, Plan plan, Deadline deadline) {
    Translation.Translated translated = plan.translated;
    PreparedQuery prepared = plan.prepared;
    if (translated == null || prepared == null) {
      throw new IllegalStateException("a plan without a translation");
    }
    Fresh fresh = sync.makeFresh(freshness.of(query), freshness.limit(query, deadline));
    long started = System.nanoTime();
    PrefetchedCursor cursor;
    long sequence;
    try {
      OlapCursor rows =
          olap.query(
              new OlapQuery(
                  translated, plan.parameters(), prepared.tables().version(), deadline.options()));
      sequence = rows.appliedThrough();
      cursor =
          PrefetchedCursor.of(
              rows,
              failure -> {
                counts.fellBack(query.sql(), failure);
                prepared
                    .translations()
                    .refuse(
                        plan.parameters(),
                        "it failed in the middle of a result: " + failure.getMessage());
              });
    } catch (HtapException e) {
      if (e.code() == ErrorCode.OLAP_FAILED) {
        prepared
            .routed()
            .learn(
                plan.decision, Outcome.OLAP_FAILED, Duration.ofNanos(System.nanoTime() - started));
      }
      throw e;
    }
    prepared
        .routed()
        .learn(plan.decision, Outcome.OLAP_ANSWERED, Duration.ofNanos(System.nanoTime() - started));
    counts.olapAnswers();
    if (auditor.wants()) {
      auditor.take(query.statement(), prepared, translated.sql(), cursor, sequence);
    }
    return new QueryResult(
        cursor,
        () ->
            new Route(
                QueryTarget.OLAP,
                reason(plan.decision),
                sequence,
                fresh.staleness(),
                fresh.waited()));
  }

  private static String reason(RouteDecision decision) {
    Duration patience = decision.patienceOrNull();
    return patience == null
        ? decision.reason()
        : String.format(Locale.ROOT, "SQLite was given up after %.1f ms", patience.toNanos() / 1e6);
  }

  /** The copy did not get fresh enough: an error, unless SQLite may answer and there is time. */
  private void requireOltpMayAnswer(
      Query query, Plan plan, Deadline deadline, HtapException stale) {
    if (deadline.isOver()) {
      throw new HtapException(
          ErrorCode.QUERY_TIMEOUT,
          "the query waited for the copy until its own time was over: "
              + stale.detail()
              + ". SQL: "
              + HtapException.sqlForMessage(query.sql()),
          stale);
    }
    if (plan.hint == QueryHint.OLAP || !freshness.mayRunOnOltp(query)) {
      throw stale;
    }
    counts.tooStale();
  }

  private QueryResult onSqlite(
      Query query, Supplier<String> reason, Deadline deadline, Duration waited) {
    counts.oltpAnswers();
    return new QueryResult(
        oltp.query(query.statement(), deadline.options()), () -> Route.oltp(reason.get(), waited));
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
    List<@Nullable Object> values = new ArrayList<>(query.parameters().size());
    for (Object parameter : query.parameters()) {
      values.add(SqliteParameters.toSqlite(parameter, values.size() + 1));
    }
    return values;
  }
}
