package dev.rhei;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.engine.Column;
import dev.rhei.core.engine.QueryResult;
import dev.rhei.core.route.QueryHint;
import dev.rhei.core.route.QueryTarget;
import dev.rhei.testkit.LeakGuard;
import dev.rhei.workloads.Workload;
import dev.rhei.workloads.WorkloadAnswer;
import dev.rhei.workloads.WorkloadFile;
import dev.rhei.workloads.WorkloadQuery;
import dev.rhei.workloads.WorkloadTable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Well-known analytical queries: the engine gives plain SQLite's answers, and the copy answers at
 * least as many of them as it did before.
 */
@ExtendWith(LeakGuard.class)
class WorkloadAnswersTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir Path dir;

  @Test
  void tpchIsAnsweredAsBySqlite() throws Exception {
    assertThat(answeredByTheCopy(Workload.tpch(0.01))).isGreaterThanOrEqualTo(22);
  }

  @Test
  void chBenchmarkIsAnsweredAsBySqlite() throws Exception {
    assertThat(answeredByTheCopy(Workload.chBenchmark(3, 0.02))).isGreaterThanOrEqualTo(22);
  }

  @Test
  void shapesOfQueriesAreAnsweredAsBySqlite() throws Exception {
    assertThat(answeredByTheCopy(Workload.shop(0.005))).isGreaterThanOrEqualTo(80);
  }

  /** How many queries the copy answered; all of them must have had SQLite's answer. */
  private int answeredByTheCopy(Workload workload) throws Exception {
    Path file = dir.resolve("app.db");
    WorkloadFile.create(file, workload);
    WorkloadFile.statistics(file, true);
    Map<WorkloadQuery, WorkloadAnswer> expected = onPlainSqlite(file, workload);
    List<String> wrong = new ArrayList<>();
    List<String> left = new ArrayList<>();
    try (HtapEngine engine = HtapEngine.open(HtapConfig.at(file).olapInMemory().manualSync())) {
      workload.tables().stream().map(WorkloadTable::name).forEach(engine::registerTable);
      expected.forEach(
          (query, answer) -> {
            Query preferred =
                Query.of(query.sql(), query.parameters().toArray())
                    .hint(QueryHint.PREFER_OLAP)
                    .timeout(LIMIT);
            Optional<String> difference;
            try (QueryResult result = engine.query(preferred)) {
              if (result.route().target() == QueryTarget.OLTP) {
                left.add(query + ": " + result.route().reason());
              }
              difference = answer.difference(answer(result), query);
            }
            difference.ifPresent(what -> wrong.add(query + ": " + what));
          });
    }
    int answered = expected.size() - left.size();
    System.out.println(
        workload.name() + ": the copy answered " + answered + " of " + expected.size());
    left.forEach(each -> System.out.println("  " + workload.name() + " " + each));
    assertThat(wrong).as(workload.name()).isEmpty();
    return answered;
  }

  private static WorkloadAnswer answer(QueryResult result) {
    return new WorkloadAnswer(
        result.columns().stream().map(Column::name).toList(),
        result.toList(row -> IntStream.range(0, row.size()).mapToObj(row::get).toList()));
  }

  private static Map<WorkloadQuery, WorkloadAnswer> onPlainSqlite(Path file, Workload workload)
      throws SQLException {
    Map<WorkloadQuery, WorkloadAnswer> answers = new LinkedHashMap<>();
    try (Connection sqlite = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      for (WorkloadQuery query : workload.queries()) {
        answers.put(query, WorkloadAnswer.of(sqlite, query));
      }
    }
    return answers;
  }
}
