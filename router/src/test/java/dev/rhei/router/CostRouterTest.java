package dev.rhei.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.route.QueryHint;
import dev.rhei.core.route.QueryPlan;
import dev.rhei.core.route.QueryTarget;
import dev.rhei.core.route.RouteDecision;
import dev.rhei.core.route.RoutedQuery;
import dev.rhei.core.route.RoutedQuery.Outcome;
import dev.rhei.core.route.StatementKind;
import dev.rhei.core.schema.SchemaRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostRouterTest {
  private static final String SCAN = "SELECT status, sum(total) FROM orders GROUP BY status";
  private static final String SCAN_PLAN = "SCAN orders\nUSE TEMP B-TREE FOR GROUP BY";
  private static final String BY_CUSTOMER = "SELECT sum(total) FROM orders WHERE customer = ?";
  private static final String BY_CUSTOMER_PLAN =
      "SEARCH orders USING INDEX o_customer (customer=?)";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          OLTP | look-up by key in orders | SELECT * FROM orders WHERE id = 7 | SEARCH orders USING INTEGER PRIMARY KEY (rowid=?)
          OLTP | SQLite visits 500 rows of small | SELECT v, count(*) FROM small GROUP BY v | SCAN small%nUSE TEMP B-TREE FOR GROUP BY
          OLTP | SQLite visits 10 rows of orders | SELECT * FROM orders ORDER BY id DESC LIMIT 10 | SCAN orders
          OLTP | SQLite visits 4 to 99 rows of orders | SELECT sum(total) FROM orders WHERE customer = 77 | SEARCH orders USING INDEX o_customer (customer=?)
          OLAP | SQLite would visit 2,000,000 rows of orders | SELECT sum(total) FROM orders | SCAN orders
          OLTP | reads no table | SELECT 1 |
          OLTP | reads no table | VALUES (1) |
          OLTP | a write | INSERT INTO orders VALUES (1, 2, 3) RETURNING id |
          OLTP | a write | WITH c AS (SELECT 1) DELETE FROM orders |
          OLTP | a change of the schema | CREATE TABLE x AS SELECT count(*) FROM orders |
          OLTP | transaction control | BEGIN |
          OLTP | not a query | PRAGMA table_info(orders) |
          OLTP | reads ghosts, which is not on the copy | SELECT count(*) FROM orders, ghosts |
          OLTP | reads temp.orders, which is not on the copy | SELECT count(*) FROM temp.orders |
          OLTP | reads sqlite_schema, which is not on the copy | SELECT count(*) FROM sqlite_schema |
          OLTP | reads pragma_table_info(), which is not on the copy | SELECT count(*) FROM pragma_table_info('orders') |
          OLTP | reads no table | SELECT count(*) FROM json_each('[1]') |
          """)
  void decidesByWhatSqliteWouldVisit(QueryTarget target, String reason, String sql, String plan) {
    RouteDecision decision = decide(router(plan), sql, QueryHint.AUTO);
    assertThat(decision.target()).as(decision.reason()).isEqualTo(target);
    assertThat(decision.reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          OLAP        | OLTP | SELECT count(*) FROM ghosts
          OLAP        | OLTP | DELETE FROM orders
          OLAP        | OLTP | SELECT count(* FROM orders
          OLAP        | OLAP | SELECT * FROM orders WHERE id = 7
          OLAP        | OLAP | SELECT 1
          OLTP        | OLTP | SELECT count(*) FROM orders
          PREFER_OLAP | OLAP | SELECT * FROM orders WHERE id = 7
          PREFER_OLAP | OLAP | SELECT 1
          PREFER_OLAP | OLTP | SELECT count(*) FROM ghosts
          PREFER_OLAP | OLTP | INSERT INTO orders VALUES (1, 2, 3)
          """)
  void theHintDecidesWhereTheCopyCanAnswer(QueryHint hint, QueryTarget target, String sql) {
    assertThat(decide(router("SCAN orders"), sql, hint).target()).isEqualTo(target);
    String comment = "/*+ " + hint + " */ " + sql;
    assertThat(decide(router("SCAN orders"), comment, QueryHint.AUTO).target()).isEqualTo(target);
  }

  @Test
  void theCallersHintWinsOverTheComment() {
    CostRouter router = router(SCAN_PLAN);
    RoutedQuery routed = prepare(router, "/*+ oltp */ " + SCAN);
    assertThat(routed.hint(QueryHint.AUTO)).isEqualTo(QueryHint.OLTP);
    assertThat(routed.hint(QueryHint.OLAP)).isEqualTo(QueryHint.OLAP);
    assertThat(routed.decide(QueryHint.OLAP, List.of(), false).target())
        .isEqualTo(QueryTarget.OLAP);
    assertThat(prepare(router, "/*+ fast */ " + SCAN).remarks())
        .singleElement()
        .asString()
        .contains("'fast' is not understood");
    assertThat(prepare(router, "/*+ fast */ DELETE FROM orders").remarks()).hasSize(1);
  }

  @Test
  void otherTablesOnTheCopyAreAnotherDecision() {
    CostRouter router = router(SCAN_PLAN);
    RoutedQuery without = router.prepare(SCAN, SchemaRegistry.EMPTY, Shop.STATISTICS);
    assertThat(without.decide(QueryHint.AUTO, List.of(), false).target())
        .isEqualTo(QueryTarget.OLTP);
  }

  @Test
  void theValueDecidesWhereItMakesADifference() {
    RoutedQuery routed = prepare(router(BY_CUSTOMER_PLAN), BY_CUSTOMER);
    assertThat(routed.needsValues()).isTrue();
    RouteDecision few = routed.decide(QueryHint.AUTO, List.of(77L), false);
    assertThat(few.target()).isEqualTo(QueryTarget.OLTP);
    assertThat(few.patienceOrNull()).isNull();
    RouteDecision many = routed.decide(QueryHint.AUTO, List.of(3L), false);
    assertThat(many.estimate().orElseThrow().fewestRows()).isGreaterThan(10_000);
    RoutedQuery byKey =
        prepare(
            router("SEARCH orders USING INTEGER PRIMARY KEY (rowid=?)"),
            "SELECT * FROM orders WHERE id = ?");
    assertThat(byKey.needsValues()).isFalse();
  }

  @Test
  void inDoubtSqliteGetsAsLongAsTheCopyWouldTake() {
    RoutedQuery routed = unclear();
    RouteDecision decision = routed.decide(QueryHint.AUTO, List.of(), false);
    assertThat(decision.target()).isEqualTo(QueryTarget.OLTP);
    Duration patience = decision.patienceOrNull();
    assertThat(patience).isPositive();
    assertThat(patience).isLessThan(decision.estimate().orElseThrow().oltp().most());
    assertThat(decision.reason()).startsWith("SQLite visits").contains("the copy takes");
  }

  @Test
  void whatSqliteWasGivenUpForGoesToTheCopyNextTime() {
    RoutedQuery routed = unclear();
    RouteDecision decision = routed.decide(QueryHint.AUTO, List.of(), false);
    routed.learn(decision, Outcome.OLTP_GIVEN_UP, decision.patienceOrNull());
    RouteDecision next = routed.decide(QueryHint.AUTO, List.of(), false);
    assertThat(next.target()).isEqualTo(QueryTarget.OLAP);
    assertThat(next.reason()).startsWith("SQLite would visit");
  }

  @Test
  void whatSqliteAnswersQuicklyStaysThere() {
    RoutedQuery routed = unclear();
    for (int i = 0; i < 100; i++) {
      RouteDecision decision = routed.decide(QueryHint.AUTO, List.of(), false);
      assertThat(decision.target()).isEqualTo(QueryTarget.OLTP);
      routed.learn(decision, Outcome.OLTP_ANSWERED, Duration.ofNanos(20_000));
    }
  }

  @Test
  void theCopyIsTriedOnceSqliteHasCostMoreThanThat() {
    RoutedQuery routed = unclear();
    int tries = 0;
    for (int i = 0; i < 200; i++) {
      RouteDecision decision = routed.decide(QueryHint.AUTO, List.of(), false);
      if (decision.target() == QueryTarget.OLAP) {
        tries++;
        routed.learn(decision, Outcome.OLAP_ANSWERED, Duration.ofMillis(15));
      } else {
        routed.learn(decision, Outcome.OLTP_ANSWERED, Duration.ofMillis(2));
      }
    }
    assertThat(tries).isEqualTo(2);
  }

  @Test
  void aRouterThatDoesNotLearnDecidesAlwaysTheSame() {
    CostRouter router = new CostRouter(sql -> Shop.plan(UNCLEAR_PLAN), false);
    RoutedQuery routed = prepare(router, UNCLEAR);
    RouteDecision first = routed.decide(QueryHint.AUTO, List.of(), false);
    for (int i = 0; i < 50; i++) {
      RouteDecision decision = routed.decide(QueryHint.AUTO, List.of(), false);
      assertThat(decision).hasToString(first.toString());
      routed.learn(decision, Outcome.OLTP_GIVEN_UP, Duration.ofSeconds(1));
      routed.learn(decision, Outcome.OLAP_ANSWERED, Duration.ofSeconds(1));
    }
  }

  @Test
  void aCopyThatIsBehindCostsTheSync() {
    CostRouter router = new CostRouter(sql -> Shop.plan("SCAN customers"), true);
    String sql = "SELECT count(*) FROM customers WHERE region > 'R'";
    RoutedQuery routed = prepare(router, sql);
    assertThat(routed.decide(QueryHint.AUTO, List.of(), false).target())
        .isEqualTo(QueryTarget.OLAP);
    assertThat(routed.decide(QueryHint.AUTO, List.of(), true).target()).isEqualTo(QueryTarget.OLTP);
    RoutedQuery large = prepare(router(SCAN_PLAN), SCAN);
    assertThat(large.decide(QueryHint.AUTO, List.of(), true).target()).isEqualTo(QueryTarget.OLAP);
  }

  @Test
  void aCopyThatFailsIsLeftAloneForAWhile() {
    RoutedQuery routed = prepare(router(SCAN_PLAN), SCAN);
    RouteDecision decision = routed.decide(QueryHint.AUTO, List.of(), false);
    assertThat(decision.target()).isEqualTo(QueryTarget.OLAP);
    routed.learn(decision, Outcome.OLAP_FAILED, Duration.ZERO);
    RouteDecision next = routed.decide(QueryHint.AUTO, List.of(), false);
    assertThat(next.target()).isEqualTo(QueryTarget.OLTP);
    assertThat(next.reason()).contains("the copy failed on this query the last time");
    assertThat(routed.decide(QueryHint.AUTO, List.of(), false).target())
        .isEqualTo(QueryTarget.OLAP);
    assertThat(routed.decide(QueryHint.OLAP, List.of(), false).target())
        .isEqualTo(QueryTarget.OLAP);
  }

  @Test
  void whatSqliteCannotPrepareIsItsToReport() {
    CostRouter router =
        new CostRouter(
            sql -> {
              throw new HtapException(ErrorCode.SQL_INVALID, "no such column");
            },
            true);
    assertThat(decide(router, "SELECT ghost FROM orders", QueryHint.AUTO))
        .hasToString("OLTP: SQLite cannot prepare it");
    CostRouter closed =
        new CostRouter(
            sql -> {
              throw new HtapException(ErrorCode.ENGINE_CLOSED, "closed");
            },
            true);
    assertThatThrownBy(() -> decide(closed, SCAN, QueryHint.AUTO))
        .hasMessageStartingWith("ENGINE_CLOSED");
  }

  @Test
  void hugeAndDeepTextGoesToSqliteUnread() {
    CostRouter router =
        new CostRouter(
            sql -> {
              throw new AssertionError("not to be planned");
            },
            true);
    String wide = "SELECT count(*) FROM orders WHERE id IN (" + "1,".repeat(500_000) + "1)";
    assertThat(decide(router, wide, QueryHint.OLAP).reason()).startsWith("not read: longer than");
    assertThat(router.kind(wide)).isEqualTo(StatementKind.QUERY);
    String deep = "SELECT " + "(".repeat(5_000) + "1" + ")".repeat(5_000) + " FROM orders";
    assertThat(decide(router, deep, QueryHint.AUTO).reason()).startsWith("not read: nested");
  }

  private static final String UNCLEAR =
      "SELECT * FROM orders WHERE total > 999 ORDER BY id LIMIT 10";
  private static final String UNCLEAR_PLAN = "SCAN orders";

  /** A query that visits between 10 rows and all. */
  private static RoutedQuery unclear() {
    return prepare(router(UNCLEAR_PLAN), UNCLEAR);
  }

  private static CostRouter router(String plan) {
    QueryPlan read = plan == null ? QueryPlan.NONE : Shop.plan(plan.replace("%n", "\n"));
    return new CostRouter(sql -> read, true);
  }

  private static RoutedQuery prepare(CostRouter router, String sql) {
    return router.prepare(sql, Shop.LIVE, Shop.STATISTICS);
  }

  private static RouteDecision decide(
      CostRouter router, String sql, QueryHint hint, Object... parameters) {
    return prepare(router, sql).decide(hint, Arrays.asList(parameters), false);
  }
}
