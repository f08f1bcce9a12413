package dev.rhei.olap.duckdb.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** JSON functions as arguments of each other: what is JSON nests, and what is text is quoted. */
class JsonNestingTest {
  private static final long SEED = new Random().nextLong();
  private static final List<String> PATHS = List.of("$", "$.a", "$[0]", "$.b[#-1]", "$.x.y");

  private final Random random = new Random(SEED);

  /** The same in both languages. */
  private record Call(String sqlite, JsonTerm term) {}

  private static Call call(String name, Call... arguments) {
    List<String> sqlite = new ArrayList<>();
    List<JsonTerm> terms = new ArrayList<>();
    for (Call argument : arguments) {
      sqlite.add(argument.sqlite());
      terms.add(argument.term());
    }
    String sql =
        name.startsWith("-")
            ? "(" + String.join(" " + name + " ", sqlite) + ")"
            : name + "(" + String.join(", ", sqlite) + ")";
    return new Call(sql, JsonFunctions.call(name, terms));
  }

  private static Call literal(String text) {
    return new Call("'" + text + "'", JsonTerm.of(Term.literal(text)));
  }

  private static Call column(Term column) {
    return new Call(column.sql(), JsonTerm.of(column));
  }

  @Test
  void callsNestAsInSqlite() throws Exception {
    System.out.println("seed " + SEED);
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      rows.add(
          new Object[] {
            JsonSamples.document(random, random.nextBoolean()),
            JsonSamples.document(random, false),
            JsonSamples.element(random)
          });
    }
    try (BothEngines engines = new BothEngines()) {
      List<Call> columns = engines.rows(rows).stream().map(JsonNestingTest::column).toList();
      for (int i = 0; i < 150; i++) {
        Call json = json(columns, 3);
        Call plain = json.term().isBinary() ? call("json", json) : json;
        engines.compare(plain.sqlite(), plain.term().value());
      }
    }
  }

  /** Something that is a document for sure. */
  private Call json(List<Call> columns, int depth) {
    if (depth == 0) {
      return columns.get(random.nextInt(2));
    }
    String b = random.nextInt(3) == 0 ? "jsonb" : "json";
    return switch (random.nextInt(11)) {
      case 0 -> call(b, json(columns, depth - 1));
      case 1 -> call(b + "_array", value(columns, depth - 1), value(columns, depth - 1));
      case 2 -> call(b + "_object", literal("a"), value(columns, depth - 1));
      case 3 -> call(b + "_set", json(columns, depth - 1), path(), value(columns, depth - 1));
      case 4 -> call(b + "_insert", json(columns, depth - 1), path(), value(columns, depth - 1));
      case 5 -> call(b + "_replace", json(columns, depth - 1), path(), value(columns, depth - 1));
      case 6 -> call(b + "_patch", json(columns, depth - 1), json(columns, depth - 1));
      case 7 -> call(b + "_remove", json(columns, depth - 1), literal("$.a"));
      case 8 -> call(b + "_extract", json(columns, depth - 1), path(), path());
      case 9 -> call("json_quote", value(columns, depth - 1));
      default -> call("->", json(columns, depth - 1), path());
    };
  }

  private Call value(List<Call> columns, int depth) {
    return switch (random.nextInt(8)) {
      case 0, 1 -> columns.get(random.nextInt(3));
      case 2 -> call("json_extract", json(columns, depth), path());
      case 3 -> call("jsonb_extract", json(columns, depth), path());
      case 4 -> call("->>", json(columns, depth), path());
      case 5 -> call("json_type", json(columns, depth), path());
      case 6 -> call("json_valid", columns.get(0));
      default -> json(columns, depth);
    };
  }

  private Call path() {
    return literal(PATHS.get(random.nextInt(PATHS.size())));
  }

  /** Where what is written does not say what was read, SQLite goes by what it read. */
  @Test
  void whatWouldNotSurviveWritingIsLeft() throws Exception {
    try (BothEngines engines = new BothEngines()) {
      Call a = column(engines.values(JsonSamples.LEFT).get(0));
      for (String path : List.of("$", "$.a", "$[0]", "$[1]")) {
        Call json = call("json_set", call("jsonb", a), literal("$.new"), literal("x".repeat(100)));
        for (Call extracted :
            List.of(
                call("json_extract", a, literal(path)),
                call("json_extract", call("json", a), literal(path)),
                call("json_extract", call("jsonb", a), literal(path)),
                call("json_extract", call("jsonb_insert", a), literal(path)),
                call("json_extract", json, literal(path)))) {
          engines.compare(extracted.sqlite(), extracted.term().value());
        }
      }
    }
  }

  /** SQLite caches what it parsed, and could remember there that it was no plain JSON. */
  @Test
  void whatJson5WasMadeIntoIsPlainJson() throws Exception {
    List<String> documents = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      documents.add("{a:'" + "x".repeat(i) + "', b:[0x10,],}");
    }
    try (BothEngines engines = new BothEngines()) {
      Call a = column(engines.values(documents).get(0));
      for (String name : List.of("json", "json_set", "json_remove", "json_patch")) {
        List<Call> arguments = new ArrayList<>(List.of(a));
        if (!name.equals("json")) {
          arguments.add(literal(name.equals("json_patch") ? "{c:1}" : "$.c"));
        }
        if (name.equals("json_set")) {
          arguments.add(literal("x"));
        }
        Call valid = call("json_valid", call(name, arguments.toArray(Call[]::new)));
        engines.same(valid.sqlite(), valid.term().value());
      }
    }
  }

  @Test
  void theBinaryFormIsNoResult() throws Exception {
    JsonTerm binary = call("jsonb", literal("[1]")).term();
    assertThatThrownBy(binary::value).isInstanceOf(LeftToSqlite.class);
    assertThatThrownBy(() -> JsonFunctions.call("json_valid", List.of(binary)))
        .isInstanceOf(LeftToSqlite.class);
    try (BothEngines engines = new BothEngines()) {
      Call a = column(engines.values(List.of("5", "\"x\"", "null", "[1]", "{}")).get(0));
      Call root = call("jsonb_extract", a, literal("$"));
      assertThat(engines.compare(root.sqlite(), root.term().value())).isEqualTo(2);
    }
  }

  @Test
  void callsThatSqliteRefusesAreRefused() {
    JsonTerm text = JsonTerm.of(Term.text("a"));
    for (String name : List.of("json", "json_set", "json_object", "json_patch", "->", "no_json")) {
      List<JsonTerm> arguments =
          name.equals("json_set") ? List.of(text, text) : List.of(text, text, text);
      assertThatThrownBy(() -> JsonFunctions.call(name, arguments))
          .isInstanceOf(LeftToSqlite.class);
    }
    JsonTerm flags = JsonTerm.of(Term.literal(16L));
    assertThatThrownBy(() -> JsonFunctions.call("json_valid", List.of(text, flags)))
        .isInstanceOf(LeftToSqlite.class);
  }

  @Test
  void documentsMayBeDeepButNotTooDeep() throws Exception {
    List<String> documents = new ArrayList<>();
    for (int depth : List.of(10, 499, 998, 999, 1000, 1001, 5000)) {
      documents.add("[".repeat(depth) + "]".repeat(depth));
      documents.add("{\"a\":".repeat(depth) + "1" + "}".repeat(depth));
    }
    try (BothEngines engines = new BothEngines()) {
      Call a = column(engines.values(documents).get(0));
      Call valid = call("json_valid", a);
      engines.same(valid.sqlite(), valid.term().value());
      Call position = call("json_error_position", a);
      engines.same(position.sqlite(), position.term().value());
      Call path = literal("$" + "[0]".repeat(498));
      for (Call call :
          List.of(
              call("json", a),
              call("json_pretty", a, literal("")),
              call("json_type", a, path),
              call("json_set", a, path, call("json", literal("[[1]]"))),
              call("json_patch", a, a))) {
        engines.compare(call.sqlite(), call.term().value());
      }
    }
  }
}
