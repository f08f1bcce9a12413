package dev.rhei.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.HtapEngine;
import dev.rhei.core.sync.VerifyReport;
import dev.rhei.testkit.LeakGuard;
import dev.rhei.workloads.Workload;
import dev.rhei.workloads.WorkloadAnswer;
import dev.rhei.workloads.WorkloadFile;
import dev.rhei.workloads.WorkloadQuery;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** TPC-C's terminals on connections of their own, while CH-benCHmark's queries read. */
@ExtendWith(LeakGuard.class)
class TpccTest {
  private static final int TERMINALS = 4;
  private static final int TRANSACTIONS = 300;

  /** TPC-C, 3.3.2: each counts what does not agree. */
  private static final List<String> CONSISTENCY =
      List.of(
          "SELECT count(*) FROM warehouse WHERE abs(w_ytd - (SELECT max(b.w_ytd) FROM begun_ytd b"
              + " WHERE w = w_id) - (SELECT sum(d_ytd) FROM district WHERE d_w_id = w_id)"
              + " + (SELECT sum(b.d_ytd) FROM begun_ytd b WHERE w = w_id)) > 0.01",
          "SELECT count(*) FROM district WHERE d_next_o_id - 1 <> (SELECT max(o_id) FROM orders"
              + " WHERE o_w_id = d_w_id AND o_d_id = d_id)",
          "SELECT count(*) FROM (SELECT o_w_id, o_d_id, sum(o_ol_cnt) AS n FROM orders GROUP BY 1,"
              + " 2) JOIN (SELECT ol_w_id, ol_d_id, count(*) AS lines FROM orderline GROUP BY 1, 2)"
              + " ON o_w_id = ol_w_id AND o_d_id = ol_d_id WHERE n <> lines");

  @TempDir Path folder;

  @Test
  void terminalsWriteWhileAnalyticsRead() throws Exception {
    Workload workload = Workload.chBenchmark(2, 0.02);
    Path file = folder.resolve("tpcc.db");
    WorkloadFile.create(file, workload);
    try (RheiDataSource source =
            new RheiDataSource(
                "jdbc:rhei:" + file + "?transaction_mode=IMMEDIATE&busy_timeout=60000");
        Connection analyst = source.getConnection()) {
      analyst
          .createStatement()
          .execute(
              "CREATE TABLE begun_ytd AS SELECT w_id AS w, w_ytd, d_ytd FROM warehouse JOIN"
                  + " district ON d_w_id = w_id");
      HtapEngine engine = source.unwrap(HtapEngine.class);
      ExecutorService threads = Executors.newFixedThreadPool(TERMINALS);
      List<Future<Integer>> terminals = new ArrayList<>();
      try {
        for (int t = 0; t < TERMINALS; t++) {
          long seed = t;
          Connection own = source.getConnection();
          terminals.add(
              threads.submit(
                  () -> {
                    try (TpccTerminal terminal = new TpccTerminal(own, seed)) {
                      terminal.run(TRANSACTIONS);
                      return terminal.conflicts();
                    }
                  }));
        }
        while (!terminals.stream().allMatch(Future::isDone)) {
          for (WorkloadQuery query : workload.queries()) {
            WorkloadAnswer.of(analyst, query);
          }
        }
        for (Future<Integer> terminal : terminals) {
          terminal.get(1, TimeUnit.MINUTES);
        }
      } finally {
        threads.shutdownNow();
      }
      for (String check : CONSISTENCY) {
        assertThat(number(analyst, check)).as(check).isZero();
        assertThat(number(analyst, "/*+ prefer_olap */" + check)).as(check).isZero();
      }
      VerifyReport report = engine.verify();
      assertThat(report.isClean()).as(report.toString()).isTrue();
      assertThat(engine.status().queries().onOlap()).isPositive();
      assertAnswersOfSqlite(workload, file, analyst);
    }
  }

  private static void assertAnswersOfSqlite(Workload workload, Path file, Connection analyst)
      throws SQLException {
    try (Connection sqlite = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      for (WorkloadQuery query : workload.queries()) {
        WorkloadAnswer expected = WorkloadAnswer.of(sqlite, query);
        assertThat(expected.difference(WorkloadAnswer.of(analyst, query), query))
            .as(query.sql())
            .isEmpty();
      }
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
