package dev.rhei.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.router.PlanNode.Kind;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanReaderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SCAN orders                                                      | SCAN orders
          SCAN o USING COVERING INDEX o_customer                           | SCAN o o_customer covering
          SCAN o USING INDEX o_date                                        | SCAN o o_date
          SEARCH orders                                                    | SEARCH orders
          SEARCH o USING INTEGER PRIMARY KEY (rowid=?)                     | SEARCH o INTEGER PRIMARY KEY rowid EQUAL
          SEARCH o USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)         | SEARCH o INTEGER PRIMARY KEY rowid ABOVE rowid BELOW
          SEARCH l USING PRIMARY KEY (order_id=?) LEFT-JOIN                | SEARCH l PRIMARY KEY covering order_id EQUAL outer
          SEARCH o USING INDEX i (a=? AND b>?)                             | SEARCH o i a EQUAL b ABOVE
          SEARCH o EXISTS USING COVERING INDEX i (a=?)                     | SEARCH o i covering a EQUAL exists
          SEARCH o USING INDEX i (ANY(a) AND b=?)                          | SEARCH o i a ANY b EQUAL
          SEARCH o USING INDEX i (<expr>=?)                                | SEARCH o i <expr> EQUAL
          SEARCH b USING AUTOMATIC COVERING INDEX (score=?)                | SEARCH_AUTOMATIC b AUTOMATIC COVERING INDEX score EQUAL
          SEARCH Odd Name USING INDEX An Index (My Col=?)                  | SEARCH odd name An Index my col EQUAL
          SCAN odd name in USING INDEX i                                   | SCAN odd name in i
          SCAN o2 USING INDEX i                                            | SCAN o2 i
          SCAN CONSTANT ROW                                                | CONSTANT_ROWS
          SCAN 3-ROW VALUES CLAUSE                                         | CONSTANT_ROWS
          SCAN (subquery-2)                                                | SCAN (subquery-2)
          USE TEMP B-TREE FOR ORDER BY                                     | SORT
          USE TEMP B-TREE FOR LAST 2 TERMS OF ORDER BY                     | SORT
          USE TEMP B-TREE FOR DISTINCT                                     | DISTINCT
          USE TEMP B-TREE FOR count(DISTINCT)                              | DISTINCT
          CO-ROUTINE x                                                     | SUBQUERY_SOURCE x
          MATERIALIZE big                                                  | SUBQUERY_SOURCE big
          CORRELATED SCALAR SUBQUERY 1                                     | CORRELATED_SUBQUERY
          CORRELATED LIST SUBQUERY 3                                       | CORRELATED_SUBQUERY
          SCALAR SUBQUERY 1                                                | SUBQUERY
          LIST SUBQUERY 1                                                  | SUBQUERY
          REUSE LIST SUBQUERY 1                                            | OTHER
          MULTI-INDEX OR                                                   | MULTI_INDEX_OR
          COMPOUND QUERY                                                   | COMPOUND
          MERGE (UNION ALL)                                                | COMPOUND
          RIGHT-JOIN orders                                                | RIGHT_JOIN
          BLOOM FILTER ON b (score=?)                                      | OTHER
          what SQLite will say in ten years                                | OTHER
          """)
  void readsEachStep(String detail, String read) {
    List<PlanNode> nodes =
        PlanReader.read(Shop.plan(detail), List.of("o", "o2", "l", "b", "odd name", "odd name in"));
    assertThat(nodes.stream().map(PlanReaderTest::text)).containsExactly(read);
  }

  private static String text(PlanNode node) {
    String constraints =
        node.constraints().stream()
            .map(c -> " " + c.column() + " " + c.relation())
            .collect(Collectors.joining());
    return (node.kind()
            + (node.source().isEmpty() ? "" : " " + node.source())
            + (node.index().isEmpty() ? "" : " " + node.index())
            + (node.covering() ? " covering" : "")
            + constraints
            + (node.exists() ? " exists" : "")
            + (node.outer() ? " outer" : ""))
        .strip();
  }

  @Test
  void keepsWhatIsPartOfWhat() {
    List<PlanNode> nodes =
        PlanReader.read(
            Shop.plan(
                """
                CO-ROUTINE n
                  SETUP
                    SCAN CONSTANT ROW
                  RECURSIVE STEP
                    SCAN n
                SCAN n
                MULTI-INDEX OR
                  INDEX 1
                    SEARCH o USING INDEX i (a=?)
                """),
            List.of("o"));
    assertThat(nodes.stream().map(PlanNode::kind))
        .containsExactly(Kind.RECURSIVE, Kind.SCAN, Kind.MULTI_INDEX_OR);
    assertThat(nodes.get(0).children()).hasSize(2);
    assertThat(nodes.get(2).children().get(0).children().get(0).index()).isEqualTo("i");
  }
}
