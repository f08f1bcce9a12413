package dev.rhei.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkloadAnswerTest {
  private static final List<Object> A1 = List.of("a", 1);
  private static final List<Object> B1 = List.of("b", 1);
  private static final List<Object> C2 = List.of("c", 2);
  private static final List<Object> NULL3 = Arrays.asList(null, 3);

  @Test
  void onlyOrderByFixesTheOrderOfRows() {
    assertThat(difference("SELECT name, n FROM t", List.of(A1, C2), List.of(C2, A1))).isEmpty();
    assertThat(difference("SELECT name, n FROM t ORDER BY n", List.of(A1, C2), List.of(C2, A1)))
        .hasValue("order at row 0: Integer '1', found Integer '2'");
  }

  @Test
  void rowsThatAreEqualForOrderByComeInAnyOrder() {
    String sql = "SELECT name, n FROM t ORDER BY t.n DESC LIMIT 3";
    assertThat(difference(sql, List.of(NULL3, C2, A1, B1), List.of(NULL3, C2, B1, A1))).isEmpty();
  }

  @Test
  void orderByWhatIsNoColumnFixesTheOrderOfAllRows() {
    String sql = "SELECT name, n FROM t ORDER BY abs(n)";
    assertThat(difference(sql, List.of(A1, B1), List.of(B1, A1))).isPresent();
  }

  @Test
  void orderByWithinParenthesesFixesNothing() {
    String sql = "SELECT name, n FROM (SELECT * FROM t ORDER BY n)";
    assertThat(difference(sql, List.of(A1, C2), List.of(C2, A1))).isEmpty();
  }

  @Test
  void typesCount() {
    assertThat(difference("SELECT 1", List.of(A1), List.of(List.of("a", 1.0))))
        .hasValue("row 0: String 'a', Integer '1', found String 'a', Double '1.0'");
    assertThat(difference("SELECT 1", List.of(A1), List.of(A1, A1))).hasValue("1 rows, found 2");
  }

  private static Optional<String> difference(
      String sql, List<List<Object>> expected, List<List<Object>> found) {
    List<String> labels = List.of("name", "n");
    return new WorkloadAnswer(labels, expected)
        .difference(new WorkloadAnswer(labels, found), new WorkloadQuery("test", sql, List.of()));
  }
}
