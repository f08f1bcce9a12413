package dev.rhei.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rhei.core.error.HtapException;
import dev.rhei.core.route.QueryHint;
import dev.rhei.core.route.QueryTarget;
import dev.rhei.core.route.RouteDecision;
import dev.rhei.core.route.StatementKind;
import dev.rhei.core.schema.SchemaRegistry;
import dev.rhei.core.schema.SqliteField;
import dev.rhei.core.schema.StorageClass;
import dev.rhei.core.schema.TableSchema;
import java.util.List;
import java.util.stream.Stream;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlParserRouterTest {
  private static final SchemaRegistry LIVE =
      SchemaRegistry.of(
          1,
          List.of(
              table("orders", List.of("id"), "id", "customer", "total"),
              table("lines", List.of("order_id", "line"), "order_id", "line", "price"),
              table("Odd Name", List.of(), "a")));

  private final SqlParserRouter router = new SqlParserRouter();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          OLTP | look-up by key in orders    | SELECT * FROM orders WHERE id = 7
          OLTP | look-up by key in orders    | SELECT sum(total) FROM orders WHERE id = ?
          OLTP | look-up by key in orders    | SELECT * FROM orders WHERE rowid = 7 AND total > 1
          OLTP | look-up by key in lines     | SELECT * FROM lines WHERE line = 1 AND ORDER_ID = 2
          OLAP | aggregates over lines       | SELECT sum(price) FROM lines WHERE order_id = 2
          OLTP | plain read of orders        | SELECT * FROM orders WHERE total > 5 ORDER BY total
          OLTP | plain read of odd name      | SELECT * FROM "odd name"
          OLTP | reads no table              | SELECT 1
          OLTP | reads no table              | VALUES (1)
          OLAP | aggregates over orders      | SELECT customer, sum(total) FROM orders GROUP BY customer
          OLAP | groups orders               | SELECT customer FROM main.orders GROUP BY customer
          OLAP | joins orders, lines         | SELECT * FROM orders JOIN lines ON order_id = id
          OLAP | window functions over orders | SELECT rank() OVER (ORDER BY total) FROM orders
          OLAP | combines selects on orders  | SELECT id FROM orders UNION SELECT 1
          OLAP | common table expressions over orders | WITH c AS (SELECT id FROM orders) SELECT * FROM c
          OLAP | subqueries on orders        | SELECT * FROM (SELECT id FROM orders)
          OLAP | distinct rows of orders     | SELECT DISTINCT customer FROM orders
          OLTP | a write                     | INSERT INTO orders VALUES (1, 2, 3) RETURNING id
          OLTP | a write                     | WITH c AS (SELECT 1) DELETE FROM orders
          OLTP | a change of the schema      | CREATE TABLE x AS SELECT count(*) FROM orders
          OLTP | transaction control         | BEGIN
          OLTP | not a query                 | PRAGMA table_info(orders)
          OLTP | reads ghosts, which is not on the copy | SELECT count(*) FROM orders, ghosts
          OLTP | reads temp.orders, which is not on the copy | SELECT count(*) FROM temp.orders
          OLTP | reads sqlite_schema, which is not on the copy | SELECT count(*) FROM sqlite_schema
          OLTP | reads json_each(), which is not on the copy | SELECT count(*) FROM orders, json_each('[]')
          OLTP | reads pragma_table_info(), which is not on the copy | SELECT count(*) FROM pragma_table_info('orders')
          OLTP | not analysed: the parser cannot read it | SELECT count(* FROM orders
          """)
  void meaningDecides(QueryTarget target, String reason, String sql) {
    assertThat(router.route(sql, QueryHint.AUTO, LIVE))
        .isEqualTo(new RouteDecision(target, reason));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          OLTP        | OLTP | SELECT count(*) FROM orders
          OLAP        | OLAP | SELECT * FROM orders WHERE id = 7
          OLAP        | OLAP | SELECT 1
          OLAP        | OLTP | SELECT count(*) FROM ghosts
          OLAP        | OLTP | DELETE FROM orders
          OLAP        | OLTP | SELECT count(* FROM orders
          PREFER_OLAP | OLAP | SELECT * FROM orders WHERE id = 7
          PREFER_OLAP | OLAP | SELECT 1
          PREFER_OLAP | OLTP | SELECT count(*) FROM ghosts
          PREFER_OLAP | OLTP | INSERT INTO orders VALUES (1, 2, 3)
          """)
  void theHintDecidesWhereTheCopyCanAnswer(QueryHint hint, QueryTarget target, String sql) {
    assertThat(router.route(sql, hint, LIVE).target()).isEqualTo(target);
  }

  @Test
  void aCachedTextIsJudgedByTheTablesOfTheCall() {
    String sql = "SELECT count(*) FROM orders";
    assertThat(router.route(sql, QueryHint.AUTO, LIVE).target()).isEqualTo(QueryTarget.OLAP);
    assertThat(router.route(sql, QueryHint.AUTO, SchemaRegistry.EMPTY).target())
        .isEqualTo(QueryTarget.OLTP);
    assertThat(router.route(sql, QueryHint.AUTO, LIVE).target()).isEqualTo(QueryTarget.OLAP);
  }

  @Test
  void hugeTextGoesToSqliteUnparsed() {
    String sql = "SELECT count(*) FROM orders WHERE id IN (" + "1,".repeat(500_000) + "1)";
    assertThat(router.route(sql, QueryHint.OLAP, LIVE))
        .isEqualTo(RouteDecision.oltp("not analysed: it is longer than 65536 characters"));
    assertThat(router.kind(sql)).isEqualTo(StatementKind.QUERY);
  }

  @Test
  void refusesANegativeCache() {
    assertThatThrownBy(() -> new SqlParserRouter(-1))
        .isInstanceOf(HtapException.class)
        .hasMessageContaining("cachedStatements=-1");
    assertThat(new SqlParserRouter(0).route("SELECT 1", QueryHint.AUTO, LIVE).target())
        .isEqualTo(QueryTarget.OLTP);
  }

  private static TableSchema table(String name, List<String> key, String... columns) {
    List<Field> fields =
        Stream.of(columns)
            .map(c -> SqliteField.of(c, "INTEGER", StorageClass.INTEGER, true, "BINARY"))
            .toList();
    return new TableSchema(name, new Schema(fields), key);
  }
}
