package dev.rhei.router;

import dev.rhei.core.statistics.ColumnSpread;
import dev.rhei.router.PlanNode.Kind;
import dev.rhei.router.QueryFacts.RowLimit;
import dev.rhei.router.QueryFacts.Shape;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What SQLite's plan costs: loops inside of loops, each with the rows that it visits for one row of
 * those around it. Bounds are carried along instead of guesses. Pure; used by one thread.
 */
final class OltpCost {
  /** A tree that fits the page cache of its connection: searching it costs no system call. */
  private static final double SMALL_TABLE = 20_000;

  /** The part of a column's values that many rows have among them at least. */
  private static final double SEEN = 0.5;

  /** Rows of one value over which SQLite rather seeks the next value than steps. */
  private static final double SKIPPED = 12;

  private static final Interval SMALL_DESCENT = Costs.DESCENT.atMost(0.6);
  private static final Interval SMALL_FETCHED = Costs.FETCHED_ROW.atMost(0.4);
  private static final Interval IN_ORDER = Interval.of(Costs.SCANNED_ROW);
  private static final Interval UNKNOWN_ROWS = new Interval(1, 10_000);
  private static final Interval AUTOMATIC_ROWS = new Interval(0, 20);
  private static final Interval ANY = new Interval(0, 1);

  private final QueryFacts facts;
  private final Tables tables;
  private final IdentityHashMap<PlanNode, Loop> bound;
  private final Values values;
  private final Selectivity selectivity;
  private final Map<String, Interval> derived = new HashMap<>(2);

  private OltpCost(
      QueryFacts facts, Tables tables, IdentityHashMap<PlanNode, Loop> bound, Values values) {
    this.facts = facts;
    this.tables = tables;
    this.bound = bound;
    this.values = values;
    this.selectivity = new Selectivity(values);
  }

  /** The steps of a plan that read tables, prepared for any values. */
  static IdentityHashMap<PlanNode, Loop> bind(
      List<PlanNode> plan, QueryFacts facts, Tables tables) {
    IdentityHashMap<PlanNode, Loop> loops = new IdentityHashMap<>();
    bind(plan, facts, tables, loops);
    return loops;
  }

  private static void bind(
      List<PlanNode> plan, QueryFacts facts, Tables tables, IdentityHashMap<PlanNode, Loop> loops) {
    for (PlanNode node : plan) {
      Tables.Known table = tables.source(node.source());
      if (table != null) {
        loops.put(node, Loop.of(node, facts, tables, table));
      }
      bind(node.children(), facts, tables, loops);
    }
  }

  /**
   * What a plan costs.
   *
   * @param visited rows of tables and indexes
   * @param micros the time it takes, without handing out rows
   * @param joined rows that are left before they are grouped, sorted or cut
   * @param rows rows of the result
   */
  record Work(Interval visited, Interval micros, Interval joined, Interval rows) {}

  /**
   * What the whole query costs.
   *
   * @param bound what {@link #bind} made of the plan
   */
  static Work of(
      List<PlanNode> plan,
      QueryFacts facts,
      Tables tables,
      IdentityHashMap<PlanNode, Loop> bound,
      Values values) {
    return new OltpCost(facts, tables, bound, values).select(plan, facts.shape());
  }

  private Work select(List<PlanNode> nodes, @Nullable Shape shape) {
    Interval visited = Interval.ZERO;
    Interval micros = Interval.ZERO;
    Interval listed = Interval.ONE;
    for (PlanNode node : nodes) { // what is made before the first row
      if (node.kind() == Kind.SUBQUERY_SOURCE || node.kind() == Kind.SUBQUERY) {
        Work made = select(node.children(), facts.derived().get(node.source()));
        visited = visited.plus(made.visited);
        micros = micros.plus(made.micros);
        listed = made.rows;
        derived.put(node.source(), made.rows);
      } else if (node.kind() == Kind.RECURSIVE) {
        Work made = recursive(node);
        visited = visited.plus(made.visited);
        micros = micros.plus(made.micros);
        derived.put(node.source(), made.rows);
      }
    }
    Loops loops = new Loops(listed, nodes.size() == 1 ? shape : null);
    nodes.forEach(loops::add);
    Interval rows = rows(loops.rows, shape);
    Interval part = loops.sorted ? Interval.ONE : part(loops.rows, shape);
    RowLimit limit = shape == null ? null : shape.limit();
    if (limit != null) {
      rows = rows.atMost(wanted(limit).high());
    }
    return new Work(
        visited.plus(loops.visited.times(part)),
        micros.plus(loops.micros.times(part)),
        loops.rows,
        rows);
  }

  /** How often it goes round does not show. */
  private Work recursive(PlanNode node) {
    Interval visited = Interval.ZERO;
    Interval micros = Interval.ZERO;
    for (PlanNode child : node.children()) {
      Work once = select(child.children(), null);
      Interval times = child.kind() == Kind.RECURSIVE ? new Interval(1, 10_000) : Interval.ONE;
      visited = visited.plus(once.visited.times(times));
      micros = micros.plus(once.micros.times(times));
    }
    return new Work(visited, micros, Interval.ONE, new Interval(1, 10_000));
  }

  /** How many rows are made of those that the loops find. */
  private Interval rows(Interval found, @Nullable Shape shape) {
    if (shape == null) {
      return found;
    }
    if (shape.aggregated()) {
      return Interval.ONE;
    }
    return shape.groupedBy() == null ? found : groups(found, shape.groupedBy());
  }

  /** Different values of these columns among the rows found. */
  private Interval groups(Interval found, List<String> columns) {
    double most = columns.isEmpty() ? Double.POSITIVE_INFINITY : 1;
    for (String column : columns) {
      most *= distinct(column);
    }
    double least = Double.isInfinite(most) ? 1 : Math.max(1, most * SEEN);
    return new Interval(Math.min(least, found.low()), Math.max(1, Math.min(most, found.high())));
  }

  /** Different values of a column; infinite if that is not known. */
  private double distinct(String column) {
    for (Tables.Known table : tables.all()) {
      if (table.schema().indexOf(column) >= 0) {
        return table
            .statistics()
            .spread(column)
            .map(ColumnSpread::distinct)
            .orElse(Double.POSITIVE_INFINITY);
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  /** Which part of the loops runs until enough rows are there. */
  private Interval part(Interval found, @Nullable Shape shape) {
    if (shape == null
        || shape.limit() == null
        || shape.aggregated()
        || shape.windows()
        || !shape.simple()) {
      return Interval.ONE;
    }
    Interval wanted = wanted(shape.limit());
    Interval of = shape.groupedBy() == null ? found : groups(found, shape.groupedBy());
    return new Interval(
        Math.min(1, wanted.low() / Math.max(1, of.high())),
        Math.min(1, wanted.high() / Math.max(1e-9, of.low())));
  }

  private Interval wanted(RowLimit limit) {
    Object count = values.of(limit.count());
    Object skipped = values.of(limit.skipped());
    if (count instanceof Number rows && skipped instanceof Number before) {
      double sum = rows.doubleValue() + Math.max(0, before.doubleValue());
      return Interval.of(rows.doubleValue() < 0 ? Double.MAX_VALUE : sum); // -1 means all
    }
    return new Interval(1, Double.MAX_VALUE);
  }

  /** The loops of one select, from the outermost to the innermost. */
  private final class Loops {
    private final Interval listed;
    private final @Nullable Shape alone; // of a select of one loop and nothing else
    private Interval visited = Interval.ZERO;
    private Interval micros = Interval.ZERO;
    private Interval rows = Interval.ONE;
    private Interval looked = Interval.ONE; // rows of the innermost loop before its filters
    private boolean sorted;

    Loops(Interval listed, @Nullable Shape alone) {
      this.listed = listed;
      this.alone = alone;
    }

    void add(PlanNode node) {
      switch (node.kind()) {
        case SCAN, SEARCH, SEARCH_AUTOMATIC, MULTI_INDEX_OR -> loop(access(node), node);
        case RIGHT_JOIN -> node.children().forEach(this::unmatched);
        case CORRELATED_SUBQUERY -> {
          Work each = select(node.children(), null);
          Interval times = new Interval(Math.min(rows.low(), looked.low()), looked.high());
          // one that only asks whether there is a row stops at the first
          visited = visited.plus(firstOrAll(each.visited, each.joined).times(times));
          micros = micros.plus(firstOrAll(each.micros, each.joined).times(times));
        }
        case COMPOUND -> {
          Interval sum = Interval.ZERO;
          for (PlanNode arm : node.children()) {
            Work work = select(arm.children(), null);
            visited = visited.plus(work.visited);
            micros = micros.plus(work.micros).plus(work.rows.times(Costs.SORTED_ROW));
            sum = sum.plus(work.rows);
          }
          rows = sum;
        }
        case SORT -> {
          micros = micros.plus(rows.times(Costs.SORTED_ROW));
          sorted = true;
        }
        case DISTINCT -> micros = micros.plus(rows.times(Costs.SORTED_ROW));
        case CONSTANT_ROWS, SUBQUERY_SOURCE, SUBQUERY, RECURSIVE, OTHER -> {}
      }
    }

    private Interval firstOrAll(Interval all, Interval found) {
      return new Interval(all.low() / Math.max(1, found.high()), all.high());
    }

    private void loop(Access access, PlanNode node) {
      visited = visited.plus(rows.times(access.visited));
      micros = micros.plus(Interval.of(access.once)).plus(rows.times(access.micros));
      looked = rows.times(access.found);
      Interval left = access.found.times(access.kept);
      if (node.exists()) {
        left = left.atMost(1);
      } else if (node.outer()) {
        left = left.atLeast(1);
      }
      rows = rows.times(left);
    }

    private void unmatched(PlanNode node) {
      Access access = access(node);
      visited = visited.plus(access.visited);
      micros = micros.plus(access.micros);
      rows = rows.plus(new Interval(0, access.found.high()));
    }

    private Access access(PlanNode node) {
      if (node.kind() == Kind.MULTI_INDEX_OR) {
        Access sum = new Access(Interval.ZERO, Interval.ZERO, 0, Interval.ZERO, Interval.ONE);
        for (PlanNode index : node.children()) {
          for (PlanNode search : index.children()) {
            sum = sum.plus(access(search));
          }
        }
        return sum;
      }
      Loop loop = bound.get(node);
      if (loop == null) {
        Interval all = derived.getOrDefault(node.source(), UNKNOWN_ROWS);
        boolean search = node.kind() != Kind.SCAN;
        Interval found = search ? new Interval(0, all.high()) : all;
        double build = search ? all.middle() * Costs.INDEXED_ROW : 0;
        Interval time = found.times(Costs.DERIVED_ROW);
        return new Access(found, time, build, found, ANY);
      }
      Interval kept = loop.kept(selectivity);
      return switch (node.kind()) {
        case SCAN -> scan(node, loop.table(), kept);
        case SEARCH_AUTOMATIC -> automatic(loop.table(), kept);
        default -> search(node, loop, kept);
      };
    }

    private Access scan(PlanNode node, Tables.Known table, Interval kept) {
      Interval all = Interval.of(table.rows());
      List<String> distinct = alone == null || !alone.distinct() ? null : alone.groupedBy();
      if (distinct != null && skipsAhead(node, table, distinct)) {
        Interval values = groups(all, distinct);
        return new Access(values, values.times(descent(table)), 0, values, kept);
      }
      Interval each =
          alone != null && alone.countsOnly()
              ? Interval.of(Costs.COUNTED_ROW)
              : node.index().isEmpty()
                  ? Interval.of(Costs.SCANNED_ROW)
                  : node.covering() ? Interval.of(Costs.COVERED_ROW) : Costs.FETCHED_ROW;
      return new Access(all, all.times(each), 0, all, kept);
    }

    /**
     * Whether SQLite seeks from one value of an index to the next: for DISTINCT in the index's
     * order, if ANALYZE found many rows for each (where.c, SKIPAHEAD_DISTINCT).
     */
    private boolean skipsAhead(PlanNode node, Tables.Known table, List<String> distinct) {
      int columns = distinct.size();
      return columns > 0
          && node.covering()
          && table
              .statistics()
              .index(node.index())
              .filter(index -> index.analyzed() && index.rowsPerKey(columns) >= SKIPPED)
              .isPresent();
    }

    private Access search(PlanNode node, Loop loop, Interval kept) {
      Tables.Known table = loop.table();
      IndexSearch search = loop.search();
      if (search == null) { // the least or the greatest value
        Interval one = kept.equals(Interval.ONE) ? kept : new Interval(1, table.rows());
        return new Access(one, one.times(Costs.DESCENT), 0, Interval.ONE, Interval.ONE);
      }
      IndexSearch.Found found = search.find(selectivity, listed);
      boolean inOrder = node.covering() || node.index().equals("INTEGER PRIMARY KEY");
      Interval each = inOrder ? IN_ORDER : fetched(table);
      Interval visited = node.exists() ? firstOrAll(found.rows(), found.rows()) : found.rows();
      Interval time = found.lookups().times(descent(table)).plus(visited.times(each));
      return new Access(visited, time, 0, found.rows(), kept);
    }

    private Access automatic(Tables.Known table, Interval kept) {
      Interval time = descent(table).plus(AUTOMATIC_ROWS.times(Costs.COVERED_ROW));
      double build = table.rows() * (Costs.SCANNED_ROW + Costs.INDEXED_ROW);
      return new Access(AUTOMATIC_ROWS, time, build, AUTOMATIC_ROWS, kept);
    }

    private Interval descent(Tables.Known table) {
      return table.rows() <= SMALL_TABLE ? SMALL_DESCENT : Costs.DESCENT;
    }

    private Interval fetched(Tables.Known table) {
      return table.rows() <= SMALL_TABLE ? SMALL_FETCHED : Costs.FETCHED_ROW;
    }
  }

  /**
   * One loop, for one row of those around it.
   *
   * @param visited rows looked at
   * @param micros the time that takes
   * @param once the time it takes before the first
   * @param found rows that the access finds
   * @param kept the share of them that the query's conditions keep
   */
  private record Access(
      Interval visited, Interval micros, double once, Interval found, Interval kept) {
    Access plus(Access other) {
      return new Access(
          visited.plus(other.visited),
          micros.plus(other.micros),
          once + other.once,
          found.plus(other.found),
          kept);
    }
  }
}
