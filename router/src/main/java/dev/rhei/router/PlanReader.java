package dev.rhei.router;

import dev.rhei.core.route.QueryPlan;
import dev.rhei.core.schema.Identifier;
import dev.rhei.router.PlanNode.Constraint;
import dev.rhei.router.PlanNode.Kind;
import dev.rhei.router.PlanNode.Relation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads SQLite's plan, whose steps are text made for people: names stand in it without quotes, so
 * those of the query's sources are passed in. What is not understood costs nothing in the estimate;
 * SQLite's own words are shown to whoever asks.
 */
final class PlanReader {
  private static final String SCAN = "SCAN ";
  private static final String SEARCH = "SEARCH ";
  private static final Pattern CONSTRAINT = Pattern.compile("(.+?)(=|>|<)\\?");
  private static final Pattern ANY = Pattern.compile("ANY\\((.+)\\)");

  private final List<String> sources; // longest first
  private final Map<Integer, List<QueryPlan.Step>> byParent = new LinkedHashMap<>();

  private PlanReader(QueryPlan plan, Collection<String> sources) {
    this.sources =
        sources.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
    for (QueryPlan.Step step : plan.steps()) {
      byParent.computeIfAbsent(step.parent(), parent -> new ArrayList<>()).add(step);
    }
  }

  /**
   * The steps as a tree.
   *
   * @param sources names that the query's tables go by, folded
   */
  static List<PlanNode> read(QueryPlan plan, Collection<String> sources) {
    return new PlanReader(plan, sources).children(0);
  }

  private List<PlanNode> children(int parent) {
    List<PlanNode> nodes = new ArrayList<>();
    for (QueryPlan.Step step : byParent.getOrDefault(parent, List.of())) {
      nodes.add(node(step.detail(), children(step.id())));
    }
    return nodes;
  }

  private PlanNode node(String detail, List<PlanNode> children) {
    if (detail.startsWith(SCAN)) {
      return detail.endsWith("CONSTANT ROW") || detail.endsWith("VALUES CLAUSE")
          ? PlanNode.of(Kind.CONSTANT_ROWS, "", children)
          : read(Kind.SCAN, detail.substring(SCAN.length()), children);
    }
    if (detail.startsWith(SEARCH)) {
      return read(Kind.SEARCH, detail.substring(SEARCH.length()), children);
    }
    if (detail.startsWith("USE TEMP B-TREE FOR ")) {
      boolean distinct = detail.endsWith("DISTINCT") || detail.endsWith("(DISTINCT)");
      return PlanNode.of(distinct ? Kind.DISTINCT : Kind.SORT, "", children);
    }
    for (String made : List.of("CO-ROUTINE ", "MATERIALIZE ")) {
      if (detail.startsWith(made)) {
        String name = Identifier.fold(detail.substring(made.length()));
        boolean recursive = children.stream().anyMatch(c -> c.kind() == Kind.RECURSIVE);
        return PlanNode.of(recursive ? Kind.RECURSIVE : Kind.SUBQUERY_SOURCE, name, children);
      }
    }
    if (detail.startsWith("CORRELATED ")) {
      return PlanNode.of(Kind.CORRELATED_SUBQUERY, "", children);
    }
    if (detail.startsWith("SCALAR SUBQUERY") || detail.startsWith("LIST SUBQUERY")) {
      return PlanNode.of(Kind.SUBQUERY, "", children);
    }
    if (detail.equals("MULTI-INDEX OR")) {
      return PlanNode.of(Kind.MULTI_INDEX_OR, "", children);
    }
    if (detail.equals("COMPOUND QUERY") || detail.startsWith("MERGE (")) {
      return PlanNode.of(Kind.COMPOUND, "", children);
    }
    if (detail.equals("RECURSIVE STEP")) {
      return PlanNode.of(Kind.RECURSIVE, "", children);
    }
    if (detail.startsWith("RIGHT-JOIN ")) {
      return PlanNode.of(Kind.RIGHT_JOIN, "", children);
    }
    return PlanNode.of(Kind.OTHER, "", children);
  }

  private PlanNode read(Kind kind, String detail, List<PlanNode> children) {
    String name = source(detail);
    String rest = detail.substring(name.length());
    boolean outer = rest.endsWith(" LEFT-JOIN");
    if (outer) {
      rest = rest.substring(0, rest.length() - " LEFT-JOIN".length());
    }
    boolean exists = rest.startsWith(" EXISTS");
    int using = rest.indexOf(" USING ");
    String access = using < 0 ? "" : rest.substring(using + " USING ".length());
    int open = openOfLast(access);
    String by = open < 0 ? access : access.substring(0, open);
    List<Constraint> constraints =
        open < 0 ? List.of() : constraints(access.substring(open + 1, access.length() - 1));
    boolean automatic = by.startsWith("AUTOMATIC ");
    boolean covering = by.startsWith("COVERING INDEX ") || by.strip().equals("PRIMARY KEY");
    String index =
        automatic || !by.contains("INDEX ") ? by.strip() : by.substring(by.indexOf("INDEX ") + 6);
    return new PlanNode(
        automatic ? Kind.SEARCH_AUTOMATIC : kind,
        Identifier.fold(name),
        index.strip(),
        covering,
        constraints,
        exists,
        outer,
        children);
  }

  /** The name in front: one of the query's, else all up to a word that SQLite may put behind it. */
  private String source(String detail) {
    String folded = Identifier.fold(detail);
    for (String name : sources) {
      if (folded.startsWith(name)
          && (folded.length() == name.length() || folded.charAt(name.length()) == ' ')) {
        return detail.substring(0, name.length());
      }
    }
    int end = detail.length();
    for (String word : List.of(" USING ", " EXISTS", " VIRTUAL TABLE", " LEFT-JOIN")) {
      int at = detail.indexOf(word);
      end = at < 0 ? end : Math.min(end, at);
    }
    return detail.substring(0, end);
  }

  /** Where the parenthesis opens that the text ends with; -1 if it does not end with one. */
  private static int openOfLast(String text) {
    int depth = 0;
    for (int i = text.length() - 1; i >= 0 && text.endsWith(")"); i--) {
      depth += text.charAt(i) == ')' ? 1 : text.charAt(i) == '(' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private static List<Constraint> constraints(String text) {
    List<Constraint> constraints = new ArrayList<>();
    for (String part : text.split(" AND ", -1)) {
      Matcher any = ANY.matcher(part);
      Matcher compared = CONSTRAINT.matcher(part);
      if (any.matches()) {
        constraints.add(new Constraint(Identifier.fold(any.group(1)), Relation.ANY));
      } else if (compared.matches()) {
        Relation relation =
            switch (compared.group(2)) {
              case ">" -> Relation.ABOVE;
              case "<" -> Relation.BELOW;
              default -> Relation.EQUAL;
            };
        constraints.add(new Constraint(Identifier.fold(compared.group(1)), relation));
      }
    }
    return constraints;
  }
}
