package dev.rhei.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkloadFileTest {
  @TempDir Path dir;

  static Stream<Workload> workloads() {
    return Stream.of(Workload.tpch(0.01), Workload.chBenchmark(3, 0.02), Workload.shop(0.002));
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void everyQueryRunsOnSqliteAndTheFileIsTheSameEachTime(Workload workload) throws Exception {
    Path file = dir.resolve("once.db");
    Path again = dir.resolve("again.db");
    assertThat(WorkloadFile.create(file, workload)).isPositive();
    assertThat(WorkloadFile.create(file, workload)).as("made before").isZero();
    WorkloadFile.create(again, workload);
    WorkloadFile.statistics(file, true);
    WorkloadFile.statistics(again, true);
    assertThat(Files.mismatch(file, again)).isEqualTo(-1);
    assertThat(workload.queries()).extracting(WorkloadQuery::name).doesNotHaveDuplicates();
    int rows = 0;
    try (Connection sqlite = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      for (WorkloadQuery query : workload.queries()) {
        rows += rows(sqlite, query);
      }
    }
    assertThat(rows).isGreaterThan(workload.queries().size());
  }

  private static int rows(Connection sqlite, WorkloadQuery query) throws SQLException {
    try (PreparedStatement statement = sqlite.prepareStatement(query.sql())) {
      for (int i = 0; i < query.parameters().size(); i++) {
        statement.setObject(i + 1, query.parameters().get(i));
      }
      int count = 0;
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          count++;
        }
      }
      return count;
    }
  }
}
