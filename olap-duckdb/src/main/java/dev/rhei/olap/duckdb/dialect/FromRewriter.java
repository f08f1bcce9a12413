package dev.rhei.olap.duckdb.dialect;

import dev.rhei.core.schema.Identifier;
import dev.rhei.core.schema.SchemaRegistry;
import dev.rhei.core.schema.TableSchema;
import dev.rhei.olap.duckdb.dialect.Source.SourceColumn;
import dev.rhei.olap.duckdb.function.JsonTables;
import dev.rhei.olap.duckdb.function.JsonTerm;
import dev.rhei.sql.Expr;
import dev.rhei.sql.From;
import dev.rhei.sql.Name;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * FROM: tables, derived tables, common table expressions, and the joins between them. Joins are
 * written out one after the other, the comma too, for SQLite gives all of them the same weight. All
 * conditions are written as ON: DuckDB's USING merges columns by other rules.
 */
final class FromRewriter {
  private final SelectRewriter selects;
  private final ExpressionRewriter expressions;
  private final WithRewriter withs;
  private final SchemaRegistry schemas;

  FromRewriter(
      SelectRewriter selects,
      ExpressionRewriter expressions,
      WithRewriter withs,
      SchemaRegistry schemas) {
    this.selects = selects;
    this.expressions = expressions;
    this.withs = withs;
    this.schemas = schemas;
  }

  /** The clause with its keyword, and its operands in the scope; empty without a FROM. */
  String from(@Nullable From from, Scope scope) {
    return from == null ? "" : " FROM " + joins(from, scope);
  }

  /** One side of a join in DuckDB's text. */
  private record Side(String sql, Operand operand) {}

  private String joins(From from, Scope scope) {
    List<String> texts = new ArrayList<>();
    List<List<String>> merged = new ArrayList<>();
    add(side(from.first(), From.Kind.COMMA, scope), List.of(), texts, scope);
    for (From.Join join : from.joins()) {
      Side side = side(join.right(), join.kind(), scope);
      List<String> names = mergedNames(join, side.operand(), scope.operands());
      merged.add(names);
      add(side, names, texts, scope);
    }
    StringBuilder sql = new StringBuilder(texts.get(0));
    for (int i = 1; i < texts.size(); i++) {
      From.Join join = from.joins().get(i - 1);
      List<String> conditions = new ArrayList<>();
      for (String name : merged.get(i - 1)) {
        conditions.add(merging(name, i, scope.operands()));
      }
      if (join.on() != null) {
        conditions.add(expressions.rewrite(join.on(), scope).truth());
      }
      String kind =
          switch (join.kind()) {
            case COMMA, INNER -> conditions.isEmpty() ? " CROSS JOIN " : " JOIN ";
            case LEFT -> " LEFT JOIN ";
            case RIGHT -> " RIGHT JOIN ";
            case FULL -> " FULL JOIN ";
          };
      sql.append(kind).append(texts.get(i));
      if (!conditions.isEmpty()) {
        sql.append(" ON ").append(String.join(" AND ", conditions));
      } else if (!kind.equals(" CROSS JOIN ")) {
        sql.append(" ON TRUE");
      }
    }
    return sql.toString();
  }

  private static void add(Side side, List<String> merging, List<String> texts, Scope scope) {
    texts.add(side.sql());
    scope.add(side.operand().joined(side.operand().kind(), merging));
  }

  /** Folded names of the columns that USING or NATURAL merge. */
  private static List<String> mergedNames(From.Join join, Operand right, List<Operand> left) {
    if (join.using() != null) {
      return join.using().stream().map(Name::folded).toList();
    }
    List<String> names = new ArrayList<>();
    if (join.natural()) {
      for (SourceColumn column : right.visible()) {
        String name = Identifier.fold(column.name());
        if (left.stream().anyMatch(operand -> operand.named(name) != null)) {
          names.add(name);
        }
      }
    }
    return names;
  }

  /**
   * The condition that merges a column: the leftmost of those before it, or, where a RIGHT or FULL
   * JOIN may have left that without a row, the first that is not NULL.
   */
  private static String merging(String name, int position, List<Operand> operands) {
    boolean outer =
        operands.stream()
            .skip(1)
            .anyMatch(o -> o.kind() == From.Kind.RIGHT || o.kind() == From.Kind.FULL);
    List<Typed> left = new ArrayList<>();
    for (Operand operand : operands.subList(0, position)) {
      SourceColumn column = operand.named(name);
      if (column != null && (left.isEmpty() || outer)) {
        Refusal.unless(
            left.isEmpty() || operand.using().contains(name), "an ambiguous name in USING");
        left.add(column.typed());
      }
    }
    SourceColumn right = operands.get(position).named(name);
    if (left.isEmpty() || right == null) {
      throw new Refusal("USING (" + name + "), which is not a column of both sides");
    }
    Typed before = left.size() == 1 ? left.get(0) : Conditionals.coalesce(left);
    return Comparisons.equal(before, right.typed()).sql();
  }

  private Side side(dev.rhei.sql.Source item, From.Kind kind, Scope scope) {
    if (item instanceof dev.rhei.sql.Source.Table table) {
      return table(table, kind, scope);
    }
    if (item instanceof dev.rhei.sql.Source.Derived derived) {
      Rewritten inner = selects.select(derived.query(), scope.outer(), scope.commonTables());
      Name alias = derived.alias();
      return derived(inner, names(inner), alias == null ? "" : alias.folded(), kind);
    }
    dev.rhei.sql.Source.Group group = (dev.rhei.sql.Source.Group) item;
    Refusal.unless(
        group.alias() == null && !group.from().joins().isEmpty(),
        "joins in parentheses with an alias, or of one table");
    Scope inside = new Scope(scope.outer(), scope.commonTables());
    String sql = joins(group.from(), inside);
    return new Side(
        "(" + sql + ")",
        new Operand(inside.sources(), Operand.all(inside.operands()), kind, List.of()));
  }

  static List<String> names(Rewritten select) {
    return select.outputs().stream().map(Rewritten.Output::name).toList();
  }

  private Side table(dev.rhei.sql.Source.Table table, From.Kind kind, Scope scope) {
    String written = table.name().text();
    String folded = table.name().folded();
    Name given = table.alias();
    String name = given == null ? folded : given.folded();
    if (table.arguments() != null) {
      return function(folded, table.arguments(), name, kind, scope);
    }
    if (table.schema() == null) {
      CommonTables.Definition definition = scope.commonTables().find(folded);
      if (definition != null) {
        return reference(withs.written(definition), name, kind);
      }
    } else {
      Refusal.unless(
          table.schema().folded().equals("main"), "the table '" + written + "' of another schema");
    }
    TableSchema schema = schemas.find(written).orElse(null);
    if (schema == null) {
      CommonTables.Written view = withs.view(written, schemas);
      if (view == null) {
        throw new Refusal("'" + written + "', which is not on the copy", written);
      }
      return reference(view, name, kind);
    }
    String alias = selects.newAlias();
    return new Side(
        Identifier.quote(schema.name()) + " " + alias,
        Operand.of(Source.of(schema, name, alias), kind));
  }

  /** json_each() and json_tree(), whose arguments see the operands before them. */
  private Side function(
      String function, List<Expr> arguments, String name, From.Kind kind, Scope scope) {
    boolean each = function.equals("json_each");
    Refusal.unless(
        (each || function.equals("json_tree")) && (arguments.size() == 1 || arguments.size() == 2),
        "the table function " + function + "()");
    List<JsonTerm> terms =
        expressions.rewriteAll(arguments, scope).stream().map(Json::term).toList();
    JsonTerm path = terms.size() == 2 ? terms.get(1) : null;
    String alias = selects.newAlias();
    String sql =
        each
            ? JsonTables.each(terms.get(0), path, null)
            : JsonTables.tree(terms.get(0), path, null);
    JsonTerm value = JsonTables.value(alias + ".\"value\"", alias + ".\"element\"");
    List<SourceColumn> columns =
        List.of(
            jsonColumn("key", Kind.ANY, alias),
            new SourceColumn("value", Json.typed(value)),
            jsonColumn("type", Kind.TEXT, alias),
            jsonColumn("atom", Kind.ANY, alias),
            jsonColumn("id", Kind.INTEGER, alias),
            jsonColumn("parent", Kind.INTEGER, alias),
            jsonColumn("fullkey", Kind.TEXT, alias),
            jsonColumn("path", Kind.TEXT, alias));
    SourceColumn rowid = new SourceColumn("rowid", Typed.of(Kind.INTEGER, alias + ".\"ordinal\""));
    return new Side(
        sql + " " + alias, Operand.of(new Source(name, columns, rowid, List.of()), kind));
  }

  private static SourceColumn jsonColumn(String name, Kind kind, String alias) {
    return new SourceColumn(name, Typed.of(kind, alias + ".\"" + name + "\""));
  }

  private Side reference(CommonTables.Written table, String name, From.Kind kind) {
    String alias = selects.newAlias();
    return new Side(
        table.name() + " " + alias,
        Operand.of(Source.derived(table.select(), table.names(), name, alias), kind));
  }

  private Side derived(Rewritten inner, List<String> names, String name, From.Kind kind) {
    String alias = selects.newAlias();
    return new Side(
        "(" + inner.sql() + ") " + alias,
        Operand.of(Source.derived(inner, names, name, alias), kind));
  }
}
