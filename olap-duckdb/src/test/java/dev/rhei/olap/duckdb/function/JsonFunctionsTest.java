package dev.rhei.olap.duckdb.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JsonFunctionsTest {
  private static final long SEED = new Random().nextLong();

  private final Random random = new Random(SEED);

  @BeforeAll
  static void tellTheSeed() {
    System.out.println("seed " + SEED);
  }

  private static Term call(String name, Term... arguments) {
    return JsonFunctions.call(name, Arrays.stream(arguments).map(JsonTerm::of).toList()).value();
  }

  @Test
  void whatIsNoJsonIsFoundWhereSqliteFindsIt() throws Exception {
    try (BothEngines engines = new BothEngines()) {
      Term a = engines.values(JsonSamples.documents(random, 6000)).get(0);
      engines.same("json_valid(a)", call("json_valid", a));
      engines.same("json_valid(a, 2)", call("json_valid", a, Term.literal(2L)));
      engines.same("json_valid(a, 4)", call("json_valid", a, Term.literal(4L)));
      engines.same("json_error_position(a)", call("json_error_position", a));
    }
  }

  @Test
  void documentsAreReadAsSqliteReadsThem() throws Exception {
    List<@Nullable String> documents = JsonSamples.documents(random, 2000);
    documents.removeIf(document -> !JsonSamples.isReadable(document));
    documents.removeAll(JsonSamples.LEFT);
    documents.add(null);
    List<String> unreadable = new ArrayList<>(JsonSamples.DOCUMENTS);
    unreadable.removeIf(JsonSamples::isReadable);
    unreadable.addAll(JsonSamples.LEFT);
    try (BothEngines engines = new BothEngines()) {
      for (List<@Nullable String> values : List.of(documents, unreadable)) {
        Term a = engines.values(values).get(0);
        int left = 0;
        left += engines.compare("json(a)", call("json", a));
        left += engines.compare("json_pretty(a)", call("json_pretty", a));
        left += engines.compare("json_pretty(a, '')", call("json_pretty", a, Term.literal("")));
        // A few are left, as damage is not choosy: see JsonWriter.
        assertThat(left).isLessThan(values == documents ? documents.size() / 100 : 19);
        engines.same("json_type(a)", call("json_type", a));
        engines.same("json_array_length(a)", call("json_array_length", a));
      }
    }
  }

  @Test
  void pathsLeadWhereSqliteGoes() throws Exception {
    List<List<@Nullable Object[]>> groups = JsonSamples.documentsWithPaths(random, 6000);
    try (BothEngines engines = new BothEngines()) {
      for (List<@Nullable Object[]> rows : groups) {
        List<Term> columns = engines.rows(rows);
        Term a = columns.get(0);
        Term b = columns.get(1);
        Term root = Term.literal("$");
        int left = 0;
        left += engines.compare("json_extract(a, b)", call("json_extract", a, b));
        left += engines.compare("json_extract(a, b, '$')", call("json_extract", a, b, root));
        left += engines.compare("a -> b", call("->", a, b));
        left += engines.compare("a ->> b", call("->>", a, b));
        left += engines.compare("json_type(a, b)", call("json_type", a, b));
        left += engines.compare("json_array_length(a, b)", call("json_array_length", a, b));
        left += engines.compare("json_remove(a, b)", call("json_remove", a, b));
        left += engines.compare("json_remove(a, '$.a', b)", call("json_remove", a, a(), b));
        if (rows == groups.get(0)) {
          assertThat(left).isZero();
        }
      }
    }
  }

  private static Term a() {
    return Term.literal("$.a");
  }

  @Test
  void anArrowTakesANameOrAPlace() throws Exception {
    try (BothEngines engines = new BothEngines()) {
      List<Term> columns = engines.rows(Samples.pairs(JsonSamples.readable(), JsonSamples.ARROWS));
      Term document = columns.get(0);
      engines.compare("a -> b", call("->", document, columns.get(1)));
      engines.compare("a ->> b", call("->>", document, columns.get(1)));
      engines.values(JsonSamples.readable());
      for (Object right : JsonSamples.ARROWS) {
        if (!(right instanceof byte[])) {
          String sql = right instanceof String text ? "'" + text + "'" : right.toString();
          engines.compare("a ->> " + sql, call("->>", document, Term.literal(right)));
        }
      }
    }
  }

  @Test
  void documentsAreChangedAsSqliteChangesThem() throws Exception {
    List<List<@Nullable Object[]>> groups = JsonSamples.documentsWithPaths(random, 6000);
    try (BothEngines engines = new BothEngines()) {
      for (List<@Nullable Object[]> group : groups) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Object[] row : group) {
          rows.add(new Object[] {row[0], row[1], JsonSamples.element(random)});
        }
        List<Term> columns = engines.rows(rows);
        Term a = columns.get(0);
        Term b = columns.get(1);
        Term c = columns.get(2);
        Term end = Term.literal("$.a[#]");
        int left = 0;
        for (String name : List.of("json_insert", "json_replace", "json_set")) {
          left += engines.compare(name + "(a, b, c)", call(name, a, b, c));
        }
        left +=
            engines.compare("json_set(a, b, c, '$.a[#]', c)", call("json_set", a, b, c, end, c));
        left +=
            engines.compare(
                "json_insert(a, '$.a[#]', c, b, c)", call("json_insert", a, end, c, b, c));
        if (group == groups.get(0)) {
          assertThat(left).isZero();
        }
      }
    }
  }

  @Test
  void elementsAreInsertedIntoArrays() throws Exception {
    List<List<@Nullable Object[]>> groups = JsonSamples.documentsWithPaths(random, 1000);
    List<@Nullable Object[]> rows = new ArrayList<>(groups.get(1));
    rows.addAll(groups.get(0));
    Collections.shuffle(rows, random);
    rows = rows.subList(0, 2000);
    try (BothEngines engines = new BothEngines()) {
      List<Term> columns = engines.rows(rows);
      Term a = columns.get(0);
      Term b = columns.get(1);
      engines.compare(
          "json_array_insert(a, b, '\"')", call("json_array_insert", a, b, Term.literal("\"")));
    }
  }

  @Test
  void documentsAreMerged() throws Exception {
    List<@Nullable Object[]> good = Samples.pairs(JsonSamples.readable(), List.of("{\"b\":1}"));
    for (int i = 0; i < 8000; i++) {
      good.add(
          new Object[] {
            JsonSamples.document(random, random.nextBoolean()),
            JsonSamples.document(random, random.nextBoolean())
          });
    }
    List<@Nullable Object[]> bad =
        Samples.pairs(Samples.withNull(List.of("{}", "[1")), JsonSamples.DOCUMENTS);
    try (BothEngines engines = new BothEngines()) {
      for (List<@Nullable Object[]> rows : List.of(good, bad)) {
        List<Term> columns = engines.rows(rows);
        engines.same("json_patch(a, b)", call("json_patch", columns.get(0), columns.get(1)));
      }
    }
  }

  @Test
  void valuesOfEveryClassBecomeJson() throws Exception {
    List<@Nullable Object> good = new ArrayList<>(Samples.all());
    good.removeIf(value -> value instanceof byte[]);
    for (int i = 0; i < 20_000; i++) {
      good.add(Samples.real(random));
    }
    try (BothEngines engines = new BothEngines()) {
      for (List<@Nullable Object> values : List.of(good, Samples.all())) {
        Term a = engines.values(values).get(0);
        Term document = Term.literal("{}");
        Term x = Term.literal("x");
        int left = 0;
        left += engines.compare("json_quote(a)", call("json_quote", a));
        left += engines.compare("json_array(a, 'x')", call("json_array", a, x));
        left += engines.compare("json_object('x', a)", call("json_object", x, a));
        left += engines.compare("json_set('{}', '$.a', a)", call("json_set", document, a(), a));
        assertThat(left).isEqualTo(values == good ? 0 : 4); // one of the blobs is JSONB
      }
      Term a = engines.values(Samples.all()).get(0);
      engines.same("json_object(a, 1)", call("json_object", a, Term.literal(1L)));
      engines.compare("json(a)", call("json", a));
      engines.compare("json_valid(a)", call("json_valid", a));
      engines.compare("json_extract(a, '$')", call("json_extract", a, Term.literal("$")));
      engines.compare("json_type('{}', a)", call("json_type", Term.literal("{}"), a));
    }
  }
}
