package dev.rhei.olap.duckdb.dialect;

import dev.rhei.olap.duckdb.dialect.Scope.Place;
import dev.rhei.olap.duckdb.dialect.Source.SourceColumn;
import dev.rhei.olap.duckdb.function.Certainty;
import dev.rhei.olap.duckdb.function.PatternFunctions;
import dev.rhei.olap.duckdb.function.Term;
import dev.rhei.sql.BinaryOperator;
import dev.rhei.sql.Expr;
import dev.rhei.sql.MatchOperator;
import dev.rhei.sql.OrderTerm;
import dev.rhei.sql.Query;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes expressions from the syntax tree to {@link Typed} texts. Lives for one translation. */
final class ExpressionRewriter {
  private final SelectRewriter selects;
  private final Parameters parameters;
  private final Windows windows = new Windows(this);
  private int outerReferences;

  ExpressionRewriter(SelectRewriter selects, Parameters parameters) {
    this.selects = selects;
    this.parameters = parameters;
  }

  /** The expression in that scope. In a grouped SELECT's result, of keys and aggregates. */
  Typed rewrite(Expr expression, Scope scope) {
    Groups groups = scope.seenGroups();
    Typed key = groups != null && groups.hasKeys() ? keyOrNull(expression, groups, scope) : null;
    return key != null ? key : ExplicitCollation.applied(expression, expression(expression, scope));
  }

  /** The key of GROUP BY that the expression is; null if it is none. */
  private @Nullable Typed keyOrNull(Expr expression, Groups groups, Scope scope) {
    if (!mayBeKey(expression)) {
      return null;
    }
    int before = outerReferences;
    Place place = scope.moveTo(Place.ROW);
    Typed row;
    try {
      row = ExplicitCollation.applied(expression, expression(expression, scope));
    } catch (Refusal e) {
      return null; // it has an aggregate, or is refused again when its parts are rewritten
    } finally {
      scope.moveTo(place);
      outerReferences = before;
    }
    return row.constant() != null ? null : groups.key(row);
  }

  private static boolean mayBeKey(Expr e) {
    return !(e instanceof Expr.Subquery || e instanceof Expr.Exists || e instanceof Expr.InQuery);
  }

  private Typed expression(Expr e, Scope scope) {
    if (e instanceof Expr.Column column) {
      return column(column, scope);
    }
    if (e instanceof Expr.Binary binary) {
      return binary(binary, scope);
    }
    if (e instanceof Expr.Unary unary) {
      return unary(unary, scope);
    }
    if (e instanceof Expr.Call call) {
      return call(call, scope);
    }
    if (e instanceof Expr.Between between) {
      return between(between, scope);
    }
    if (e instanceof Expr.InList in) {
      return inList(in, scope);
    }
    if (e instanceof Expr.InQuery in) {
      return inQuery(in, scope);
    }
    if (e instanceof Expr.InTable in) {
      return inTable(in, scope);
    }
    if (e instanceof Expr.Match match) {
      return match(match, scope);
    }
    if (e instanceof Expr.NullTest test) {
      String value = rewrite(test.operand(), scope).value();
      return Typed.condition("(" + value + (test.not() ? " IS NOT NULL)" : " IS NULL)"));
    }
    if (e instanceof Expr.Case choice) {
      return choice(choice, scope);
    }
    if (e instanceof Expr.Cast cast) {
      return CastRewriter.cast(rewrite(cast.operand(), scope), cast.type());
    }
    if (e instanceof Expr.Collate collate) {
      return rewrite(collate.operand(), scope)
          .withCollation(Collation.named(collate.collation().text()), true);
    }
    if (e instanceof Expr.Exists exists) {
      return Typed.condition("EXISTS (" + subquery(exists.query(), scope).sql() + ")");
    }
    if (e instanceof Expr.Subquery select) {
      return scalar(select.query(), scope).withCollation(null, false); // SQLite forgets it
    }
    return literal(e);
  }

  private Typed literal(Expr e) {
    if (e instanceof Expr.Number number) {
      return number.isInteger() ? Literals.digits(number.text()) : Literals.decimal(number.text());
    }
    if (e instanceof Expr.Text text) {
      return Literals.text(text.value());
    }
    if (e instanceof Expr.Null) {
      return Typed.nothing();
    }
    if (e instanceof Expr.Parameter parameter) {
      return parameters.typed(parameter.number());
    }
    if (e instanceof Expr.Hex hex) {
      return Literals.hex(hex.digits());
    }
    if (e instanceof Expr.Blob blob) {
      return Literals.blob(blob.digits());
    }
    if (e instanceof Expr.CurrentTime now) {
      return switch (now.keyword()) {
        case "CURRENT_DATE" -> Functions.call("date", List.of());
        case "CURRENT_TIME" -> Functions.call("time", List.of());
        default -> Functions.call("datetime", List.of());
      };
    }
    throw new Refusal("a row value");
  }

  private Typed column(Expr.Column column, Scope scope) {
    Refusal.unless(
        column.schema() == null || column.schema().folded().equals("main"),
        "a name of another schema");
    String name = column.name().folded();
    String qualifier = column.table() == null ? null : column.table().folded();
    for (Scope s = scope; s != null; s = s.outer()) {
      SourceColumn found = s.column(qualifier, name);
      if (found != null) {
        outerReferences += s == scope ? 0 : 1;
        Groups groups = s.seenGroups();
        return groups != null ? groups.inGroup(found) : found.typed();
      }
      Expr aliased = qualifier == null ? s.alias(name) : null;
      if (aliased != null) {
        outerReferences += s == scope ? 0 : 1;
        return resultColumn(aliased, s);
      }
    }
    if (qualifier == null && column.name().mayBeText()) {
      return Literals.text(column.name().text()); // SQLite's way out
    }
    if (qualifier == null && (name.equals("true") || name.equals("false"))) {
      return Literals.integer(name.equals("true") ? 1 : 0);
    }
    throw new Refusal("the name '" + column.name() + "', which is no column here");
  }

  /** The expression of a result column, which does not see the aliases beside it. */
  Typed resultColumn(Expr expression, Scope scope) {
    boolean before = scope.showAliases(false);
    try {
      return rewrite(expression, scope);
    } finally {
      scope.showAliases(before);
    }
  }

  /** The column's own name, if the expression is just a column: SQLite's label for it. */
  static @Nullable String columnName(Expr expression, Scope scope) {
    if (expression instanceof Expr.Column column) {
      String qualifier = column.table() == null ? null : column.table().folded();
      for (Scope s = scope; s != null; s = s.outer()) {
        SourceColumn found = s.column(qualifier, column.name().folded());
        if (found != null) {
          return found.name();
        }
      }
    }
    return null;
  }

  private Typed binary(Expr.Binary e, Scope scope) {
    BinaryOperator operator = e.operator();
    if (operator == BinaryOperator.AND || operator == BinaryOperator.OR) {
      return logical(e, scope);
    }
    if (e.left() instanceof Expr.Row || e.right() instanceof Expr.Row) {
      return Comparisons.rows(operator, rowOf(e.left(), scope), rowOf(e.right(), scope));
    }
    if (operator == BinaryOperator.IS || operator == BinaryOperator.IS_NOT) {
      Boolean truth = truthName(e.right(), scope);
      if (truth != null) {
        return isTruth(rewrite(e.left(), scope), operator, truth);
      }
    }
    Typed left = rewrite(e.left(), scope);
    Typed right = rewrite(e.right(), scope);
    return switch (operator) {
      case EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, IS, IS_NOT ->
          Comparisons.compare(operator, left, right);
      case BIT_AND, BIT_OR, SHIFT_LEFT, SHIFT_RIGHT -> Arithmetic.bits(operator, left, right);
      case CONCAT -> concat(left, right);
      case ARROW -> Functions.call("->", List.of(left, right));
      case LONG_ARROW -> Functions.call("->>", List.of(left, right));
      default -> Arithmetic.apply(operator, left, right);
    };
  }

  /** AND and OR, however many in a row, without a level for each. */
  private Typed logical(Expr.Binary e, Scope scope) {
    List<String> terms = new ArrayList<>();
    Expr left = e;
    while (left instanceof Expr.Binary binary && binary.operator() == e.operator()) {
      terms.add(0, rewrite(binary.right(), scope).truth());
      left = binary.left();
    }
    terms.add(0, rewrite(left, scope).truth());
    return Typed.condition("(" + String.join(" " + e.operator().symbol() + " ", terms) + ")");
  }

  /** TRUE or FALSE behind IS, if no column has that name; null for all else. */
  private static @Nullable Boolean truthName(Expr e, Scope scope) {
    if (e instanceof Expr.Collate collate) {
      return truthName(collate.operand(), scope);
    }
    if (!(e instanceof Expr.Column column) || column.table() != null) {
      return null;
    }
    String name = column.name().folded();
    boolean word = column.name().quote() == 0 && (name.equals("true") || name.equals("false"));
    if (!word || columnName(e, scope) != null) {
      return null;
    }
    return name.equals("true");
  }

  private static Typed isTruth(Typed value, BinaryOperator operator, boolean truth) {
    String not = operator == BinaryOperator.IS_NOT ? " IS NOT " : " IS ";
    return Typed.condition("(" + value.truth() + not + (truth ? "TRUE)" : "FALSE)"));
  }

  private List<Typed> rowOf(Expr e, Scope scope) {
    if (e instanceof Expr.Row row) {
      return rewriteAll(row.items(), scope);
    }
    if (e instanceof Expr.Subquery) {
      throw new Refusal("a select of several columns as a row");
    }
    return List.of(rewrite(e, scope));
  }

  private static Typed concat(Typed left, Typed right) {
    if (left.kind() == Kind.NULL || right.kind() == Kind.NULL) {
      return Typed.nothing();
    }
    return Typed.of(Kind.TEXT, "(" + Texts.of(left) + " || " + Texts.of(right) + ")");
  }

  private Typed unary(Expr.Unary e, Scope scope) {
    return switch (e.operator()) {
      case NOT -> Typed.condition("(NOT " + rewrite(e.operand(), scope).truth() + ")");
      case BIT_NOT -> Arithmetic.invert(rewrite(e.operand(), scope));
      case PLUS -> rewrite(e.operand(), scope).withoutAffinity();
      case MINUS ->
          e.operand() instanceof Expr.Number number
              ? negative(number)
              : Arithmetic.negate(rewrite(e.operand(), scope));
    };
  }

  /** A literal with its sign: -2^63 has no positive twin, and -0.0 is not 0 - 0.0. */
  private static Typed negative(Expr.Number number) {
    if (number.isInteger()) {
      return Literals.digits("-" + number.text());
    }
    return Literals.decimal(number.text()).constant() instanceof Double real
        ? Literals.real(-real)
        : Typed.nothing();
  }

  private Typed between(Expr.Between e, Scope scope) {
    List<Typed> value = rowOf(e.value(), scope);
    List<Typed> low = rowOf(e.low(), scope);
    List<Typed> high = rowOf(e.high(), scope);
    return negatedIf(
        e.not(),
        "("
            + Comparisons.rows(BinaryOperator.GREATER_EQUAL, value, low).sql()
            + " AND "
            + Comparisons.rows(BinaryOperator.LESS_EQUAL, value, high).sql()
            + ")");
  }

  private Typed inList(Expr.InList e, Scope scope) {
    if (e.value() instanceof Expr.Row row) {
      List<Typed> left = rewriteAll(row.items(), scope);
      List<String> equal = new ArrayList<>();
      for (Expr item : e.items()) {
        equal.add(Comparisons.rows(BinaryOperator.EQUAL, left, rowOf(item, scope)).truth());
      }
      return negatedIf(e.not(), equal.isEmpty() ? "FALSE" : "(" + String.join(" OR ", equal) + ")");
    }
    Typed value = rewrite(e.value(), scope);
    return negatedIf(e.not(), Membership.inList(value, rewriteAll(e.items(), scope)));
  }

  private Typed inQuery(Expr.InQuery e, Scope scope) {
    List<Typed> values = rowOf(e.value(), scope);
    Rewritten select = subquery(e.query(), scope);
    return negatedIf(e.not(), Membership.inSelect(values, select, selects.newAlias()));
  }

  /** {@code x IN t} is {@code x IN (SELECT * FROM t)}. */
  private Typed inTable(Expr.InTable e, Scope scope) {
    Query.Select all =
        new Query.Select(
            false,
            List.of(new Query.Star(null)),
            new dev.rhei.sql.From(e.table(), List.of()),
            null,
            List.of(),
            null,
            List.of());
    Query query = new Query(List.of(), List.of(new Query.Arm(null, all)), List.of(), null, null);
    return inQuery(new Expr.InQuery(e.not(), e.value(), query), scope);
  }

  private Typed match(Expr.Match e, Scope scope) {
    Typed text = rewrite(e.text(), scope);
    Typed pattern = rewrite(e.pattern(), scope);
    Typed escape = e.escape() == null ? null : rewrite(e.escape(), scope);
    if (e.operator() == MatchOperator.LIKE) {
      return negatedIf(e.not(), Functions.like(text, pattern, escape).sql());
    }
    Refusal.unless(
        e.operator() == MatchOperator.GLOB && escape == null, e.operator() + " or its ESCAPE");
    return negatedIf(e.not(), PatternFunctions.glob(Terms.of(text), Terms.of(pattern)));
  }

  static Typed negatedIf(boolean not, String condition) {
    return Typed.condition(not ? "(NOT " + condition + ")" : condition);
  }

  private Typed choice(Expr.Case e, Scope scope) {
    List<String> conditions = new ArrayList<>();
    List<Typed> values = new ArrayList<>();
    Typed subject = e.subject() == null ? null : rewrite(e.subject(), scope);
    for (Expr.When when : e.whens()) {
      Typed condition = rewrite(when.condition(), scope);
      conditions.add(
          subject == null ? condition.truth() : Comparisons.equal(subject, condition).sql());
      values.add(rewrite(when.value(), scope));
    }
    if (e.otherwise() != null) {
      values.add(rewrite(e.otherwise(), scope));
    }
    return Conditionals.cases(conditions, values);
  }

  /** A select inside an expression; it sees the columns around it. */
  private Rewritten subquery(Query query, Scope scope) {
    return selects.select(query, scope, scope.commonTables());
  }

  /** SQLite takes the first row; several rows are left to it. */
  private Typed scalar(Query query, Scope scope) {
    if (Marked.isPossible(query)) {
      Rewritten marked = selects.marked(query, scope);
      Typed column = marked.outputs().get(0).typed();
      if (marked.oneRow() && column.kind() == Kind.REAL && !marked.sql().contains("error(")) {
        return Terms.typed(Certainty.require(Term.real("(" + marked.sql() + ")")));
      }
    }
    Rewritten inner = subquery(query, scope);
    Refusal.unless(inner.outputs().size() == 1, "a select of several columns as a value");
    Rewritten.Output output = inner.outputs().get(0);
    String alias = selects.newAlias();
    if (output.integerFlag() >= 0) { // one text, so that it is looked up once
      Typed tagged = Tagged.typed(inner.column(0, alias));
      String sql = "SELECT " + tagged.sql() + " AS c0 FROM (" + inner.sql() + ") " + alias;
      inner = new Rewritten(sql, List.of(output.holding(tagged)), inner.oneRow());
      alias = selects.newAlias();
    }
    Typed column = inner.outputs().get(0).typed();
    if (inner.oneRow()) {
      return column.asColumn("(" + inner.sql() + ")");
    }
    String first =
        Typed.guarded(
            "count(*) > 1", "a select of several rows as a value", "any_value(" + alias + ".c0)");
    return column.asColumn("(SELECT " + first + " FROM (" + inner.sql() + ") " + alias + ")");
  }

  private Typed call(Expr.Call call, Scope scope) {
    if (call.over() != null) {
      return windows.call(call, scope);
    }
    if (call.isAggregate()) {
      Groups groups = scope.seenGroups();
      if (groups == null) {
        throw new Refusal("the aggregate " + call.name() + "() in this place");
      }
      return aggregate(call, groups, scope);
    }
    Refusal.unless(
        !call.distinct() && call.filter() == null && call.orderBy().isEmpty() && !call.star(),
        "an aggregate's clause with " + call.name() + "()");
    return Functions.call(call.name().folded(), rewriteAll(call.arguments(), scope));
  }

  private Typed aggregate(Expr.Call call, Groups groups, Scope scope) {
    int before = outerReferences;
    Place place = scope.moveTo(Place.ROW);
    try {
      List<Typed> arguments = rewriteAll(call.arguments(), scope);
      String filter =
          call.filter() == null
              ? ""
              : " FILTER (WHERE " + rewrite(call.filter(), scope).truth() + ")";
      List<Ordering.Term> order = new ArrayList<>();
      for (OrderTerm term : call.orderBy()) {
        order.add(Ordering.term(term, rewrite(term.expression(), scope)));
      }
      Refusal.unless(before == outerReferences, "an aggregate of an outer select's columns");
      List<Ordering.Term> visit = Ordering.visit(scope);
      if (!visit.isEmpty() && Aggregates.dependsOnOrder(call)) {
        selects.dependOnVisitOrder();
      }
      return Aggregates.call(
          call, arguments, new Aggregates.Rows(order, visit), groups.sink(filter));
    } finally {
      scope.moveTo(place);
    }
  }

  /** See {@link SelectRewriter#dependOnVisitOrder}. */
  void dependOnVisitOrder() {
    selects.dependOnVisitOrder();
  }

  List<Typed> rewriteAll(List<Expr> expressions, Scope scope) {
    List<Typed> values = new ArrayList<>();
    for (Expr expression : expressions) {
      values.add(rewrite(expression, scope));
    }
    return values;
  }
}
