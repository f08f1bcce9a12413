package dev.rhei.olap.duckdb.dialect;

import dev.rhei.core.schema.Identifier;
import dev.rhei.core.schema.SchemaRegistry;
import dev.rhei.olap.duckdb.dialect.CommonTables.Definition;
import dev.rhei.olap.duckdb.dialect.CommonTables.Written;
import dev.rhei.olap.duckdb.dialect.Rewritten.Output;
import dev.rhei.sql.From;
import dev.rhei.sql.Name;
import dev.rhei.sql.Query;
import dev.rhei.sql.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Common tables and views. Each that is named stands once, under a name of ours, in one WITH clause
 * in front of the whole statement. Lives for one translation.
 */
final class WithRewriter {
  /** How often the kinds of a recursive table's columns may turn out wider than thought. */
  private static final int ATTEMPTS = 4;

  private final SelectRewriter selects;
  private final List<String> written = new ArrayList<>();
  private final Map<String, Definition> views = new HashMap<>();
  private int names;

  WithRewriter(SelectRewriter selects) {
    this.selects = selects;
  }

  /** The clause, to stand in front of the statement; empty without tables. */
  String clause() {
    return written.isEmpty() ? "" : "WITH RECURSIVE " + String.join(", ", written) + " ";
  }

  boolean readsViews() {
    return !views.isEmpty();
  }

  /** What a reference to that table reads. */
  Written written(Definition definition) {
    if (definition.written != null) {
      return definition.written;
    }
    Refusal.unless(!definition.open, "a common table that refers to itself");
    definition.open = true;
    Query query = definition.table.query();
    int recursive = firstRecursiveArm(query, definition.table.name());
    Written table;
    if (recursive == 0) {
      table = plain(definition);
    } else if (query.limit() == null) {
      table = recursive(definition, definition.table, recursive);
    } else {
      table = limited(definition, recursive);
    }
    definition.open = false;
    definition.written = table;
    return table;
  }

  private Written plain(Definition definition) {
    Rewritten select = selects.select(definition.table.query(), null, definition.scope);
    String name = "w" + names++;
    written.add(name + " AS (" + select.sql() + ")");
    return new Written(name, select, columnNames(definition.table, select));
  }

  private static List<String> columnNames(Query.CommonTable table, Rewritten select) {
    List<Name> given = table.columns();
    Refusal.unless(
        given.isEmpty() || given.size() == select.outputs().size(),
        "a common table with more or fewer columns than named");
    return given.isEmpty() ? FromRewriter.names(select) : given.stream().map(Name::text).toList();
  }

  /** The first arm behind the first that reads the table itself; 0 if none does. */
  private static int firstRecursiveArm(Query query, Name name) {
    for (int i = 1; i < query.arms().size(); i++) {
      if (query.arms().get(i).body() instanceof Query.Select select
          && select.from() != null
          && reads(select.from(), name)) {
        return i;
      }
    }
    return 0;
  }

  private static boolean reads(From from, Name name) {
    return reads(from.first(), name)
        || from.joins().stream().anyMatch(join -> reads(join.right(), name));
  }

  private static boolean reads(Source source, Name name) {
    if (source instanceof Source.Group group) {
      return reads(group.from(), name);
    }
    return source instanceof Source.Table table && table.schema() == null && table.name().is(name);
  }

  /**
   * The arms before that one are the seed, the others are repeated. SQLite takes one row of the
   * table at a time, DuckDB all new ones: the same for what each row yields on its own, and no
   * recursive arm may aggregate.
   */
  private Written recursive(Definition definition, Query.CommonTable table, int first) {
    Query query = table.query();
    List<Query.Arm> arms = query.arms();
    Query.Combination combination = arms.get(first).operator();
    for (Query.Arm arm : arms.subList(first, arms.size())) {
      Refusal.unless(
          arm.operator() == combination
              && (combination == Query.Combination.UNION
                  || combination == Query.Combination.UNION_ALL),
          "a recursive common table that is not one UNION");
    }
    CommonTables scope = definition.scope.with(query.with());
    Rewritten seed =
        selects.select(
            new Query(List.of(), arms.subList(0, first), List.of(), null, null), null, scope);
    List<String> columns = columnNames(table, seed);
    String name = "w" + names++;
    List<Output> outputs = seed.outputs().stream().map(o -> settled(o, o.typed().kind())).toList();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      definition.written = new Written(name, new Rewritten("", outputs, false), columns);
      List<Rewritten> steps = new ArrayList<>();
      List<Output> wider = outputs;
      for (Query.Arm arm : arms.subList(first, arms.size())) {
        Rewritten step =
            selects.select(
                new Query(
                    List.of(), List.of(new Query.Arm(null, arm.body())), List.of(), null, null),
                null,
                scope);
        wider = common(wider, step.outputs());
        steps.add(step);
      }
      if (kinds(wider).equals(kinds(outputs))) {
        write(name, seed, steps, outputs, combination);
        return new Written(name, new Rewritten("", outputs, false), columns);
      }
      outputs = wider;
    }
    throw new Refusal("a recursive common table whose columns change their kind");
  }

  /** With a hidden column that counts the steps, and the recursion's end. */
  private Written limited(Definition definition, int first) {
    Query query = definition.table.query();
    Query seed = new Query(List.of(), query.arms().subList(0, first), List.of(), null, null);
    List<Name> columns = definition.table.columns();
    if (columns.isEmpty()) {
      Rewritten select = selects.select(seed, null, definition.scope.with(query.with()));
      columns = FromRewriter.names(select).stream().map(Name::of).toList();
    }
    LimitedRecursion limited = LimitedRecursion.of(definition.table, columns);
    Written all = recursive(definition, limited.table(), first);
    int width = columns.size();
    List<Output> outputs = all.select().outputs().subList(0, width);
    String name = "(SELECT * FROM %s WHERE c%d > %d)".formatted(all.name(), width, limited.after());
    return new Written(
        name, new Rewritten("", outputs, false), columns.stream().map(Name::text).toList());
  }

  private static Output settled(Output output, Kind kind) {
    Refusal.unless(kind != Kind.TYPED, "a typed column in a recursive common table");
    Kind one = kind == Kind.NUMERIC ? Kind.ANY : kind;
    Typed typed = output.typed();
    return output.holding(
        Typed.of(one, "").withAffinity(typed.affinity()).withCollation(typed.collation(), false));
  }

  private static List<Output> common(List<Output> left, List<Output> right) {
    Refusal.unless(left.size() == right.size(), "selects of different width");
    List<Output> common = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      Kind kind = Choice.common(left.get(i).typed().kind(), right.get(i).typed().kind());
      common.add(settled(left.get(i), kind));
    }
    return common;
  }

  private static List<Kind> kinds(List<Output> outputs) {
    return outputs.stream().map(output -> output.typed().kind()).toList();
  }

  private void write(
      String name,
      Rewritten seed,
      List<Rewritten> steps,
      List<Output> outputs,
      Query.@Nullable Combination combination) {
    if (combination == Query.Combination.UNION) {
      outputs.forEach(output -> output.typed().requireBinary());
    }
    List<Kind> kinds = kinds(outputs);
    String by = combination == Query.Combination.UNION ? " UNION " : " UNION ALL ";
    boolean distinct = combination == Query.Combination.UNION;
    List<String> repeated = new ArrayList<>();
    for (Rewritten step : steps) {
      repeated.add(CompoundRewriter.as(kinds, step, selects.newAlias(), distinct));
    }
    StringBuilder columns = new StringBuilder();
    for (int i = 0; i < outputs.size(); i++) {
      columns.append(i == 0 ? "c" : ", c").append(i);
    }
    String repeat = repeated.size() == 1 ? repeated.get(0) : "(" + String.join(by, repeated) + ")";
    written.add(
        name
            + "("
            + columns
            + ") AS ("
            + CompoundRewriter.as(kinds, seed, selects.newAlias(), distinct)
            + by
            + repeat
            + ")");
  }

  /** The view of that name as a table; null if there is none. */
  @Nullable Written view(String name, SchemaRegistry schemas) {
    Query.CommonTable view = schemas.view(name).map(ViewDefinitions::parse).orElse(null);
    if (view == null) {
      return null;
    }
    Written table =
        written(
            views.computeIfAbsent(
                Identifier.fold(name), unused -> new Definition(view, CommonTables.none())));
    List<String> labels = table.select().outputs().stream().map(Output::label).toList();
    return view.columns().isEmpty() ? new Written(table.name(), table.select(), labels) : table;
  }
}
