package dev.rhei.router;

import dev.rhei.core.schema.Identifier;
import dev.rhei.core.schema.SchemaRegistry;
import dev.rhei.router.QueryFacts.Filter;
import dev.rhei.router.QueryFacts.Shape;
import dev.rhei.router.QueryFacts.TableReference;
import dev.rhei.sql.Expr;
import dev.rhei.sql.From;
import dev.rhei.sql.Name;
import dev.rhei.sql.Query;
import dev.rhei.sql.Source;
import dev.rhei.sql.SqlParser;
import dev.rhei.sql.SqlSyntaxException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks one query's tree and notes what is in it. A table that it should miss costs nothing but a
 * detour: the translator resolves every name again and refuses what the copy does not hold.
 */
final class FactCollector {
  /** Functions whose rows are made of their arguments. */
  private static final Set<String> VALUES_AS_ROWS = Set.of("json_each", "json_tree");

  /** Views may use views; more than these are not worth it. */
  private static final int MOST_VIEWS = 50;

  private final Set<TableReference> tables = new LinkedHashSet<>();
  private final Map<String, Set<TableReference>> sources = new HashMap<>();
  private final List<Filter> filters = new ArrayList<>();
  private final Set<String> columns = new HashSet<>();
  private final Deque<Set<String>> commonTables = new ArrayDeque<>();
  private final Map<String, Shape> derived = new HashMap<>();
  private final SchemaRegistry live;
  private int uses;
  private int views;

  private FactCollector(SchemaRegistry live) {
    this.live = live;
  }

  /**
   * What is in a query.
   *
   * @param live whose views are looked into
   */
  static QueryFacts collect(Query query, SchemaRegistry live) {
    FactCollector collector = new FactCollector(live);
    collector.query(query);
    return new QueryFacts(
        List.copyOf(collector.tables),
        collector.sources,
        collector.uses,
        Equalities.follow(collector.filters),
        collector.columns,
        ShapeReader.read(query),
        collector.derived);
  }

  private void query(Query query) {
    Set<String> names = new HashSet<>();
    commonTables.push(names);
    for (Query.CommonTable table : query.with()) {
      names.add(table.name().folded()); // seen by its own query, and by those before it
    }
    for (Query.CommonTable table : query.with()) {
      query(table.query());
      derived.put(table.name().folded(), ShapeReader.read(table.query()));
    }
    for (Query.Arm arm : query.arms()) {
      if (arm.body() instanceof Query.Select select) {
        select(select);
      } else if (arm.body() instanceof Query.Values values) {
        values.rows().forEach(row -> row.forEach(this::expression));
      }
    }
    query.orderBy().forEach(term -> expression(term.expression()));
    optional(query.limit());
    optional(query.offset());
    commonTables.pop();
  }

  private void select(Query.Select select) {
    if (select.from() != null) {
      from(select.from());
    }
    for (Query.ResultItem item : select.items()) {
      if (item instanceof Query.Item column) {
        expression(column.expression());
      }
    }
    if (select.where() != null) {
      FilterReader.read(select.where(), filters);
      expression(select.where());
    }
    select.groupBy().forEach(this::expression);
    optional(select.having());
    select.windows().forEach(named -> Parts.window(named.window(), this::expression));
  }

  private void from(From from) {
    source(from.first());
    for (From.Join join : from.joins()) {
      source(join.right());
      if (join.on() != null) {
        FilterReader.read(join.on(), filters);
        expression(join.on());
      }
      if (join.using() != null) {
        join.using().forEach(name -> columns.add(name.folded()));
      }
    }
  }

  private void source(Source source) {
    if (source instanceof Source.Table table) {
      table(table);
    } else if (source instanceof Source.Derived inner) {
      query(inner.query());
      if (inner.alias() != null) {
        derived.put(inner.alias().folded(), ShapeReader.read(inner.query()));
      }
    } else if (source instanceof Source.Group group) {
      from(group.from());
    }
  }

  private void table(Source.Table table) {
    List<Expr> arguments = table.arguments();
    if (arguments != null) {
      arguments.forEach(this::expression);
      if (!VALUES_AS_ROWS.contains(table.name().folded())) {
        tables.add(new TableReference("", table.name().text() + "()"));
      }
      return;
    }
    TableReference reference =
        new TableReference(
            table.schema() == null ? "" : table.schema().text(), table.name().text());
    if (reference.schema().isEmpty() && isCommonTable(table.name())) {
      return;
    }
    Name shown = table.alias() == null ? table.name() : table.alias();
    if (Tables.find(reference, live).isEmpty() && view(reference, shown)) {
      return;
    }
    tables.add(reference);
    uses++;
    sources.computeIfAbsent(shown.folded(), name -> new LinkedHashSet<>()).add(reference);
  }

  /** Looks into a view; false if it is none, or cannot be read. */
  private boolean view(TableReference reference, Name shown) {
    boolean main = reference.schema().isEmpty() || Identifier.same(reference.schema(), "main");
    Optional<String> definition = main ? live.view(reference.name()) : Optional.empty();
    if (definition.isEmpty() || views >= MOST_VIEWS) {
      return false;
    }
    Query inside;
    try {
      inside = SqlParser.parseView(definition.get()).query();
    } catch (SqlSyntaxException e) {
      return false;
    }
    views++;
    List<Set<String>> around = List.copyOf(commonTables); // which a view does not see
    commonTables.clear();
    query(inside);
    commonTables.addAll(around);
    derived.put(shown.folded(), ShapeReader.read(inside));
    return true;
  }

  private boolean isCommonTable(Name name) {
    String folded = name.folded();
    return commonTables.stream().anyMatch(names -> names.contains(folded));
  }

  private void expression(Expr expr) {
    if (expr instanceof Expr.Column column) {
      columns.add(Identifier.fold(column.name().text()));
    }
    Parts.forEach(expr, this::expression, this::query, this::table);
  }

  private void optional(@Nullable Expr expr) {
    if (expr != null) {
      expression(expr);
    }
  }
}
