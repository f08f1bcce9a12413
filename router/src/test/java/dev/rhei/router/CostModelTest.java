package dev.rhei.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.statistics.StatisticsSource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plans as SQLite 3.54 prints them for these queries. */
class CostModelTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          1       | 1         | SELECT * FROM orders WHERE id = ?                      | SEARCH orders USING INTEGER PRIMARY KEY (rowid=?)
          3       | 3         | SELECT * FROM orders WHERE id IN (?, ?, 9)             | SEARCH orders USING INTEGER PRIMARY KEY (rowid=?)
          2000000 | 2000000   | SELECT count(*) FROM orders                            | SCAN orders USING COVERING INDEX o_customer
          10      | 10        | SELECT * FROM orders ORDER BY id DESC LIMIT 10         | SCAN orders
          30      | 30        | SELECT * FROM orders ORDER BY id LIMIT 10 OFFSET 20    | SCAN orders
          2000000 | 2000000   | SELECT * FROM orders ORDER BY id LIMIT -1              | SCAN orders
          10      | 2000000   | SELECT * FROM orders WHERE total > 5 ORDER BY id LIMIT 10 | SCAN orders
          1       | 110000    | SELECT DISTINCT customer FROM orders                   | SCAN orders USING COVERING INDEX o_customer
          1       | 1         | SELECT max(id) FROM orders                             | SEARCH orders
          3       | 100       | SELECT * FROM orders WHERE customer = 77               | SEARCH orders USING INDEX o_customer (customer=?)
          15000   | 27000     | SELECT * FROM orders WHERE customer = 3                | SEARCH orders USING INDEX o_customer (customer=?)
          9000    | 25000     | SELECT * FROM orders WHERE odate BETWEEN '2021-05-01' AND '2021-05-10' | SEARCH orders USING INDEX o_date (odate>? AND odate<?)
          0       | 1000000   | SELECT * FROM orders WHERE status = 'open'             | SEARCH orders USING INDEX o_new (status=?)
          1       | 1         | SELECT * FROM lines WHERE order_id = 5 AND line = 1    | SEARCH lines USING PRIMARY KEY (order_id=? AND line=?)
          0       | 0         | SELECT * FROM orders WHERE customer = NULL             | SEARCH orders USING INDEX o_customer (customer=?)
          """)
  void boundsTheRowsThatSqliteVisits(double least, double most, String sql, String plan) {
    Interval visited = Shop.costs(sql, plan).any().visited();
    assertThat(visited.low()).as("least").isGreaterThanOrEqualTo(least);
    assertThat(visited.high()).as("most").isLessThanOrEqualTo(most);
  }

  @Test
  void loopsMultiply() {
    Interval visited =
        Shop.costs(
                "SELECT c.name, sum(o.total) FROM customers c JOIN orders o ON o.customer = c.id"
                    + " GROUP BY c.name",
                """
                SCAN c
                SEARCH o USING INDEX o_customer (customer=?)
                USE TEMP B-TREE FOR GROUP BY
                """)
            .any()
            .visited();
    assertThat(visited.low()).isGreaterThan(1_000_000);
    assertThat(visited.high()).isLessThan(5_000_000);
  }

  @Test
  void aSearchInsideOfASearchIsFew() {
    Interval visited =
        Shop.costs(
                "SELECT sum(l.price) FROM orders o JOIN lines l ON l.order_id = o.id"
                    + " WHERE o.customer = 77",
                """
                SEARCH o USING COVERING INDEX o_customer (customer=?)
                SEARCH l USING PRIMARY KEY (order_id=?)
                """)
            .any()
            .visited();
    assertThat(visited.high()).isLessThan(1_000);
  }

  @Test
  void conditionsThatFollowFromAJoinBoundTheOtherSide() {
    Interval visited =
        Shop.costs(
                "SELECT count(*) FROM customers c JOIN orders o ON o.customer = c.id"
                    + " WHERE c.id BETWEEN 1000 AND 1010",
                """
                SEARCH o USING COVERING INDEX o_customer (customer>? AND customer<?)
                SEARCH c USING INTEGER PRIMARY KEY (rowid=?)
                """)
            .any()
            .visited();
    assertThat(visited.high()).isLessThan(20_000);
  }

  @Test
  void whatIsMadeFirstCountsOnce() {
    Interval visited =
        Shop.costs(
                "SELECT * FROM (SELECT customer, count(*) n FROM orders GROUP BY customer) x"
                    + " JOIN customers c ON c.id = x.customer WHERE x.n > 100",
                """
                CO-ROUTINE x
                  SCAN orders USING COVERING INDEX o_customer
                SCAN x
                SEARCH c USING INTEGER PRIMARY KEY (rowid=?)
                """)
            .any()
            .visited();
    assertThat(visited.low()).isBetween(2_000_000.0, 2_300_000.0);
    assertThat(visited.high()).isLessThan(2_300_000);
  }

  @Test
  void aLimitInsideOfFromEndsTheScan() {
    Interval visited =
        Shop.costs(
                "SELECT * FROM (SELECT * FROM orders ORDER BY id DESC LIMIT 100) o"
                    + " JOIN customers c ON c.id = o.customer",
                """
                CO-ROUTINE o
                  SCAN orders
                SCAN o
                SEARCH c USING INTEGER PRIMARY KEY (rowid=?)
                """)
            .any()
            .visited();
    assertThat(visited.high()).isLessThan(1_000);
  }

  @Test
  void aSortNeedsAllRowsWhateverTheLimit() {
    CostModel sorted =
        Shop.costs(
            "SELECT * FROM orders ORDER BY total LIMIT 10",
            "SCAN orders\nUSE TEMP B-TREE FOR ORDER BY");
    assertThat(sorted.any().visited().low()).isEqualTo(2_000_000);
  }

  @Test
  void groupsInTheOrderOfAnIndexEndWithTheLimit() {
    Interval visited =
        Shop.costs(
                "SELECT customer, count(*) FROM orders GROUP BY customer ORDER BY customer LIMIT 10",
                "SCAN orders USING COVERING INDEX o_customer")
            .any()
            .visited();
    assertThat(visited.high()).isLessThan(1_000);
  }

  @Test
  void aSubqueryForEachRowCountsForEachRow() {
    Interval visited =
        Shop.costs(
                "SELECT name, (SELECT count(*) FROM orders o WHERE o.customer = c.id)"
                    + " FROM customers c",
                """
                SCAN c
                CORRELATED SCALAR SUBQUERY 1
                  SEARCH o USING COVERING INDEX o_customer (customer=?)
                """)
            .any()
            .visited();
    assertThat(visited.low()).isGreaterThan(110_000);
    assertThat(visited.high()).isGreaterThan(2_000_000);
  }

  @Test
  void alternativesAndCombinedSelectsAdd() {
    Interval either =
        Shop.costs(
                "SELECT id FROM orders WHERE customer = 77 OR odate = '2021-05-01'",
                """
                MULTI-INDEX OR
                  INDEX 1
                    SEARCH orders USING INDEX o_customer (customer=?)
                  INDEX 2
                    SEARCH orders USING INDEX o_date (odate=?)
                """)
            .any()
            .visited();
    assertThat(either.low()).isBetween(200.0, 3_000.0);
    assertThat(either.high()).isLessThan(15_000);
    Interval both =
        Shop.costs(
                "SELECT id FROM orders UNION SELECT id FROM customers",
                """
                MERGE (UNION)
                  LEFT
                    SCAN orders
                  RIGHT
                    SCAN customers
                """)
            .any()
            .visited();
    assertThat(both).isEqualTo(Interval.of(2_100_000));
  }

  @Test
  void recursionMayGoRoundForLong() {
    Interval visited =
        Shop.costs(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10)"
                    + " SELECT n.i, o.total FROM n JOIN orders o ON o.id = n.i",
                """
                CO-ROUTINE n
                  SETUP
                    SCAN CONSTANT ROW
                  RECURSIVE STEP
                    SCAN n
                SCAN n
                SEARCH o USING INTEGER PRIMARY KEY (rowid=?)
                """)
            .any()
            .visited();
    assertThat(visited.low()).isLessThan(10);
    assertThat(visited.high()).isGreaterThan(1_000);
  }

  @Test
  void anIndexMadeForOneQueryCostsItsMaking() {
    CostModel model =
        Shop.costs(
            "SELECT count(*) FROM small a JOIN orders b ON b.total = a.v",
            """
            SCAN a
            SEARCH b USING AUTOMATIC COVERING INDEX (total=?)
            """);
    assertThat(model.any().oltp().low()).isGreaterThan(1_000_000);
  }

  @Test
  void theValuesOfParametersMakeADifferenceWhereTheyAreComparedWithAnIndex() {
    CostModel byCustomer =
        Shop.costs(
            "SELECT * FROM orders WHERE customer = ?",
            "SEARCH orders USING INDEX o_customer (customer=?)");
    assertThat(byCustomer.dependsOnValues()).isTrue();
    assertThat(visited(byCustomer, 77L).high()).isLessThan(200);
    assertThat(visited(byCustomer, 3L).low()).isGreaterThan(10_000);
    assertThat(visited(byCustomer, "3").low()).isGreaterThan(10_000);
    assertThat(visited(byCustomer, new Object[] {null}).high()).isZero();
    assertThat(byCustomer.any().visited().high()).isGreaterThan(19_000);

    CostModel since =
        Shop.costs(
            "SELECT count(*) FROM orders WHERE odate >= ?",
            "SEARCH orders USING COVERING INDEX o_date (odate>?)");
    assertThat(visited(since, "2020-01-01").low()).isGreaterThan(1_900_000);
    assertThat(visited(since, "2023-12-20").high()).isLessThan(50_000);
    assertThat(visited(since, "2030-01-01").low()).isZero();

    CostModel byKey =
        Shop.costs(
            "SELECT * FROM orders WHERE id = ? AND total > ?",
            "SEARCH orders USING INTEGER PRIMARY KEY (rowid=?)");
    assertThat(byKey.any().visited().high()).isEqualTo(1);
  }

  private static Interval visited(CostModel model, Object... parameters) {
    return model.of(Arrays.asList(parameters)).visited();
  }

  @Test
  void numbersAreHandedOutFasterByTheCopyAndTextsBySqlite() {
    Estimate numbers = Shop.costs("SELECT id, customer, total FROM orders", "SCAN orders").any();
    Estimate texts = Shop.costs("SELECT odate, status FROM orders", "SCAN orders").any();
    assertThat(numbers.olap().high()).isLessThan(numbers.oltp().low());
    assertThat(texts.olap().low()).isGreaterThan(texts.oltp().high());
  }

  @Test
  void withoutStatisticsEverythingIsPossible() {
    CostModel model =
        new CostModel(
            StatementFacts.of("SELECT * FROM orders WHERE customer = 1", Shop.LIVE).query(),
            Shop.LIVE,
            StatisticsSource.NONE,
            Shop.plan("SEARCH orders USING INDEX o_customer (customer=?)"));
    assertThat(model.any().visited().low()).isLessThan(1.1);
    assertThat(model.any().visited().high()).isGreaterThan(100_000);
    assertThat(List.of(model.any().oltp().low(), model.any().olap().low()))
        .allSatisfy(cost -> assertThat(cost).isPositive());
  }
}
