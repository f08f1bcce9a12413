package dev.rhei.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.sql.Query.Combination;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shape of trees. */
class SqlParserTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "a OR b AND NOT c = d; (a OR (b AND (NOT (c = d))))",
        "NOT a NOT NULL; (NOT (a NOTNULL))",
        "a = b NOT NULL; ((a = b) NOTNULL)",
        "a = NOT b = c; (a = (NOT (b = c)))",
        "a < b = c < d; ((a < b) = (c < d))",
        "a == b != c <> d; (((a = b) <> c) <> d)",
        "a & b | c << d >> e; ((((a & b) | c) << d) >> e)",
        "a - b - c * d / e % f; ((a - b) - (((c * d) / e) % f))",
        "a || b -> c ->> d; (((a || b) -> c) ->> d)",
        "- a || b COLLATE x; ((- a) || (b COLLATE x))",
        "- a COLLATE x; ((- a) COLLATE x)",
        "- ~ + a; (- (~ (+ a)))",
        "a BETWEEN b = c AND d = e; ((a BETWEEN (b = c) AND d) = e)",
        "a BETWEEN b AND c AND d; ((a BETWEEN b AND c) AND d)",
        "a BETWEEN b BETWEEN c AND d AND e; (a BETWEEN (b BETWEEN c AND d) AND e)",
        "a NOT BETWEEN b AND c OR d; ((a NOT BETWEEN b AND c) OR d)",
        "a LIKE b ESCAPE c; (a LIKE b ESCAPE c)",
        "a LIKE b < c ESCAPE d; (a LIKE (b < c) ESCAPE d)",
        "a NOT GLOB b; (a NOT GLOB b)",
        "a REGEXP b MATCH c; ((a REGEXP b) MATCH c)",
        "a IS NULL; (a ISNULL)",
        "a IS NOT NULL; (a NOTNULL)",
        "a IS NULL + 1; (a IS (NULL + 1))",
        "a IS NULL = b; ((a ISNULL) = b)",
        "a IS NOT DISTINCT FROM b; (a IS b)",
        "a IS DISTINCT FROM NULL; (a IS NOT NULL)",
        "a IS NOT b IS c; ((a IS NOT b) IS c)",
        "a ISNULL NOTNULL; ((a ISNULL) NOTNULL)",
        "a IN (); (a IN ())",
        "a NOT IN (1, (2)); (a NOT IN (1, 2))",
        "a IN (SELECT 1); (a IN (SELECT 1 AS \"1\"))",
        "a IN ((SELECT 1)); (a IN (SELECT 1 AS \"1\"))",
        "a IN ((SELECT 1), 2); (a IN ((SELECT 1 AS \"1\"), 2))",
        "a IN t; (a IN t)",
        "a IN s.t; (a IN s.t)",
        "a IN s.f(1, 2); (a IN s.f(1, 2))",
        "a IN 't'; (a IN 't')",
        "(a, b) = (1, (2)); ((a, b) = (1, 2))",
        "((a)); a",
        "EXISTS (VALUES (1)); (EXISTS (VALUES (1)))",
        "NOT EXISTS (VALUES (1)); (NOT (EXISTS (VALUES (1))))",
        "CASE a WHEN 1 THEN 2 ELSE 3 END; (CASE a WHEN 1 THEN 2 ELSE 3 END)",
        "CASE WHEN a THEN 2 WHEN b THEN 3 END; (CASE WHEN a THEN 2 WHEN b THEN 3 END)",
        "CAST(a AS VARCHAR(10)); CAST(a AS VARCHAR(10))",
        "CAST(a AS); CAST(a AS )",
        "CAST(a AS \"x int\" blob); CAST(a AS x int)",
        "s.t.a + t.a + 't'.a; ((s.t.a + t.a) + 't'.a)",
        "f(); f()",
        "count(*); count(*)",
        "count(DISTINCT a); count(DISTINCT a)",
        "count(ALL a); count(a)",
        "f(a ORDER BY b DESC, c NULLS LAST); f(a ORDER BY b DESC NULLS LAST, c ASC NULLS LAST)",
        "f(ORDER BY a); f( ORDER BY a ASC NULLS FIRST)",
        "f(a) FILTER (WHERE b) OVER w; f(a) FILTER (WHERE b) OVER w",
        "f(a) OVER (); f(a) OVER ()",
        "f(a) OVER (w ORDER BY a); f(a) OVER (w ORDER BY a ASC NULLS FIRST)",
        "0x1F + 1_000 + .5 + 5. + 1e3; ((((0x1F + 1000) + .5) + 5.) + 1e3)",
        "'it''s' || x'0A'; ('it''s' || x'0A')",
        "\"a\"\"b\" + [c\"d] + `e``f`; ((\"a\"\"b\" + [c\"d]) + `e``f`)",
        "current_date < CURRENT_TIMESTAMP; (CURRENT_DATE < CURRENT_TIMESTAMP)",
        "left(a) + replace(a, b, c) + glob(a, b); (([left](a) + [replace](a, b, c)) + [glob](a, b))",
      })
  void expressions(String sql, String text) {
    assertThat(SqlText.of(SqlParser.parse("SELECT 1 WHERE " + sql)))
        .isEqualTo("SELECT 1 AS \"1\" WHERE " + text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a, b; COMMA; false",
        "a JOIN b; INNER; false",
        "a INNER JOIN b; INNER; false",
        "a CROSS JOIN b; INNER; false",
        "a CROSS INNER JOIN b ON 1; INNER; false",
        "a NATURAL JOIN b; INNER; true",
        "a NATURAL CROSS JOIN b; INNER; true",
        "a LEFT JOIN b; LEFT; false",
        "a LEFT OUTER JOIN b; LEFT; false",
        "a OUTER LEFT NATURAL JOIN b; LEFT; true",
        "a LEFT LEFT LEFT JOIN b; LEFT; false",
        "a RIGHT JOIN b; RIGHT; false",
        "a OUTER RIGHT JOIN b; RIGHT; false",
        "a FULL JOIN b; FULL; false",
        "a LEFT RIGHT JOIN b; FULL; false",
        "a OUTER NATURAL FULL JOIN b; FULL; true",
      })
  void joins(String sql, From.Kind kind, boolean natural) {
    From.Join join = select("SELECT * FROM " + sql).from().joins().get(0);
    assertThat(join.kind()).isEqualTo(kind);
    assertThat(join.natural()).isEqualTo(natural);
  }

  @ParameterizedTest
  @CsvSource({"OUTER", "INNER OUTER", "LEFT INNER", "CROSS FULL", "INNER OUTER LEFT", "a b"})
  void joinsThatDoNotExist(String words) {
    assertThat(Reading.of("SELECT * FROM t AS a " + words + " JOIN b").query()).isNull();
  }

  @Test
  void sources() {
    From from =
        select(
                "SELECT * FROM a AS x INDEXED BY i, main.b NOT INDEXED JOIN (SELECT 1) y ON x.c"
                    + " LEFT JOIN (c JOIN d USING (e, f)) z, json_each('[]', '$') AS 'j', (g)")
            .from();
    assertThat(from.first()).isEqualTo(new Source.Table(null, Name.of("a"), null, Name.of("x")));
    List<From.Join> joins = from.joins();
    assertThat(joins.get(0).right())
        .isEqualTo(new Source.Table(Name.of("main"), Name.of("b"), null, null));
    assertThat(joins.get(1).right()).isInstanceOf(Source.Derived.class);
    assertThat(joins.get(1).on()).isEqualTo(new Expr.Column(null, Name.of("x"), Name.of("c")));
    assertThat(joins.get(1).using()).isNull();
    Source.Group group = (Source.Group) joins.get(2).right();
    assertThat(group.alias()).isEqualTo(Name.of("z"));
    assertThat(group.from().joins().get(0).using()).containsExactly(Name.of("e"), Name.of("f"));
    Source.Table function = (Source.Table) joins.get(3).right();
    assertThat(function.arguments()).hasSize(2);
    assertThat(function.alias()).isEqualTo(new Name("j", '\''));
    assertThat(joins.get(4).right()).isInstanceOf(Source.Group.class);
  }

  @Test
  void clausesOfASelect() {
    Query.Select select =
        select(
            "SELECT DISTINCT t.*, *, a AS x, b y FROM t WHERE c GROUP BY d, e HAVING f"
                + " WINDOW w AS (PARTITION BY g), v AS (w)");
    assertThat(select.distinct()).isTrue();
    assertThat(select.items().subList(0, 2))
        .containsExactly(new Query.Star(Name.of("t")), new Query.Star(null));
    assertThat(((Query.Item) select.items().get(2)).alias()).isEqualTo(Name.of("x"));
    assertThat(((Query.Item) select.items().get(3)).alias()).isEqualTo(Name.of("y"));
    assertThat(select.where()).isEqualTo(column("c"));
    assertThat(select.groupBy()).containsExactly(column("d"), column("e"));
    assertThat(select.having()).isEqualTo(column("f"));
    assertThat(select.windows()).extracting(w -> w.name().text()).containsExactly("w", "v");
    assertThat(select.windows().get(1).window().base()).isEqualTo(Name.of("w"));
  }

  @Test
  void compounds() {
    Query query =
        SqlParser.parse(
            "VALUES (1), (2) UNION ALL SELECT a EXCEPT SELECT b INTERSECT VALUES (3) UNION SELECT c"
                + " ORDER BY 1 LIMIT 2");
    assertThat(query.isSimple()).isFalse();
    assertThat(query.arms())
        .extracting(Query.Arm::operator)
        .containsExactly(
            null,
            Combination.UNION_ALL,
            Combination.EXCEPT,
            Combination.INTERSECT,
            Combination.UNION);
    assertThat(((Query.Values) query.arms().get(0).body()).rows()).hasSize(2);
    assertThat(query.orderBy()).hasSize(1);
    assertThat(query.limit()).isEqualTo(new Expr.Number("2"));
  }

  @Test
  void whatOnlySelectHasIsNotReadBehindValues() {
    assertThat(Reading.of("VALUES (1) ORDER BY 1").query()).isNull();
    assertThat(Reading.of("SELECT 1 UNION VALUES (1) LIMIT 1").query()).isNull();
    assertThat(Reading.of("SELECT 1 ORDER BY 1 UNION SELECT 2").query()).isNull();
    assertThat(Reading.of("VALUES (1), (2, 3)").query()).isNull();
  }

  @Test
  void limitWithACommaHasTheOffsetFirst() {
    Query comma = SqlParser.parse("SELECT 1 LIMIT 2, 3");
    assertThat(comma).isEqualTo(SqlParser.parse("SELECT 1 LIMIT 3 OFFSET 2"));
    assertThat(comma.offset()).isEqualTo(new Expr.Number("2"));
  }

  @Test
  void commonTables() {
    Query query =
        SqlParser.parse(
            "WITH RECURSIVE a AS MATERIALIZED (SELECT 1), \"b\"(x, y) AS NOT MATERIALIZED"
                + " (WITH c AS (VALUES (1)) SELECT * FROM c) SELECT * FROM a, b");
    assertThat(query.with()).extracting(t -> t.name().text()).containsExactly("a", "b");
    assertThat(query.with().get(1).columns()).containsExactly(Name.of("x"), Name.of("y"));
    assertThat(query.with().get(1).query().with()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "ROWS 1 PRECEDING; ROWS; PRECEDING; CURRENT_ROW; NO_OTHERS",
        "RANGE UNBOUNDED PRECEDING EXCLUDE TIES; RANGE; UNBOUNDED_PRECEDING; CURRENT_ROW; TIES",
        "GROUPS CURRENT ROW EXCLUDE GROUP; GROUPS; CURRENT_ROW; CURRENT_ROW; GROUP",
        "ROWS BETWEEN a + 1 PRECEDING AND b FOLLOWING; ROWS; PRECEDING; FOLLOWING; NO_OTHERS",
        "ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING EXCLUDE CURRENT ROW; ROWS; FOLLOWING;"
            + " UNBOUNDED_FOLLOWING; CURRENT_ROW",
      })
  void frames(
      String sql, Window.Unit unit, Window.Edge start, Window.Edge end, Window.Exclude exclude) {
    Query.Item item =
        (Query.Item) select("SELECT sum(a) OVER (ORDER BY a " + sql + ")").items().get(0);
    Window.Frame frame = ((Expr.Call) item.expression()).over().frame();
    assertThat(frame.unit()).isEqualTo(unit);
    assertThat(frame.start().edge()).isEqualTo(start);
    assertThat(frame.end().edge()).isEqualTo(end);
    assertThat(frame.exclude()).isEqualTo(exclude);
  }

  @Test
  void orderOfNulls() {
    List<OrderTerm> terms =
        SqlParser.parse(
                "SELECT 1 ORDER BY a, b DESC, c ASC NULLS LAST, d DESC NULLS FIRST, e NULLS FIRST")
            .orderBy();
    assertThat(terms)
        .extracting(OrderTerm::descending)
        .containsExactly(false, true, false, true, false);
    assertThat(terms)
        .extracting(OrderTerm::nullsFirst)
        .containsExactly(true, false, false, true, true);
  }

  @Test
  void hintsLeaveNoTrace() {
    assertThat(SqlParser.parse("SELECT a FROM t INDEXED BY i CROSS JOIN u NOT INDEXED"))
        .isEqualTo(SqlParser.parse("SELECT a FROM t JOIN u"));
  }

  @Test
  void numbersKnowWhetherTheyAreIntegers() {
    assertThat(new Expr.Number("12").isInteger()).isTrue();
    assertThat(new Expr.Number("1.").isInteger()).isFalse();
    assertThat(new Expr.Number("1e2").isInteger()).isFalse();
  }

  @Test
  void namesAreComparedAsSqliteDoes() {
    assertThat(Name.of("Straße").is(new Name("sTRAßE", '"'))).isTrue();
    assertThat(Name.of("É").is(Name.of("é"))).isFalse();
    assertThat(Name.of("ABC").folded()).isEqualTo("abc");
    assertThat(new Name("a", '"').mayBeText()).isTrue();
    assertThat(new Name("a", '[').mayBeText()).isFalse();
  }

  private static Query.Select select(String sql) {
    return (Query.Select) SqlParser.parse(sql).arms().get(0).body();
  }

  private static Expr column(String name) {
    return new Expr.Column(null, null, Name.of(name));
  }
}
