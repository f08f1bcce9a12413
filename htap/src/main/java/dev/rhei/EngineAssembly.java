package dev.rhei;

import dev.rhei.core.cdc.CdcConsumer;
import dev.rhei.core.engine.OlapBackend;
import dev.rhei.core.internal.CloseStack;
import dev.rhei.core.route.QueryRouter;
import dev.rhei.olap.duckdb.DuckDbBackend;
import dev.rhei.olap.duckdb.dialect.SqliteToDuckDb;
import dev.rhei.oltp.sqlite.SqliteOltpEngine;
import dev.rhei.router.CostRouter;
import dev.rhei.sync.CdcSyncEngine;
import dev.rhei.sync.SyncConfig;
import java.util.function.Supplier;

/** The parts of an engine, opened in order; closed in reverse by {@link #open}. */
record EngineAssembly(
    CloseStack open,
    SqliteOltpEngine oltp,
    CdcConsumer log,
    OlapBackend olap,
    CdcSyncEngine sync,
    SyncConfig syncConfig,
    QueryRouter router,
    QueryRunner queries) {

  static EngineAssembly of(HtapConfig config) {
    HtapConfig.Parts parts = config.parts();
    CloseStack open = new CloseStack();
    Upkeep upkeep = new Upkeep("rhei-" + config.path().getFileName() + "-upkeep");
    try {
      open.push(upkeep::await); // its queries end with the engines, which close before
      SqliteOltpEngine oltp = open.push(SqliteOltpEngine.open(parts.sqlite()));
      CdcConsumer log =
          config.cdc().map(kind -> open.push(kind.open(oltp.changes()))).orElse(oltp.changes());
      OlapBackend olap = open.push(openCopy(config, parts));
      CdcSyncEngine sync =
          open.push(
              new CdcSyncEngine(
                  log,
                  oltp.capture(),
                  olap,
                  parts.sync(),
                  config.listener(),
                  config.syncExecutorOrNull(),
                  "rhei-" + config.path().getFileName() + "-cycle"));
      open.push(upkeep::stop);
      QueryRouter router = new CostRouter(oltp.planner(), config.routeLearning());
      QueryCounts counts = new QueryCounts();
      QueryRunner queries =
          new QueryRunner(
              oltp,
              olap,
              QueryCache.of(oltp, olap, router, upkeep),
              new FreshnessTerms(config),
              sync,
              counts,
              Auditor.of(config, oltp, olap, sync, upkeep));
      return new EngineAssembly(open, oltp, log, olap, sync, parts.sync(), router, queries);
    } catch (RuntimeException e) {
      upkeep.stop(); // whatever was pushed so far, it is waited for
      open.closeAfter(e);
      throw e;
    }
  }

  private static OlapBackend openCopy(HtapConfig config, HtapConfig.Parts parts) {
    Supplier<OlapBackend> duckDb =
        () ->
            DuckDbBackend.openOrRebuild(
                parts.duckDb(), new SqliteToDuckDb(), config.listener()::onRebuild);
    return config.olapBackend().<Supplier<? extends OlapBackend>>map(s -> s).orElse(duckDb).get();
  }
}
