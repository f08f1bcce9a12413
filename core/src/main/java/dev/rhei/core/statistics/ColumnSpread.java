package dev.rhei.core.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a column are spread, told from a sample: its most frequent values with their
 * shares, and bounds between which lie equally many rows. Values are Long, Double, String or
 * byte[], in SQLite's order; shares are of all rows, those with NULL included. Immutable.
 */
public final class ColumnSpread {
  /** Pieces of equally many rows; a share cannot be told more exactly than one of them. */
  private static final int PIECES = 500;

  /** A value that the sample has less often is not told from rare ones. */
  private static final int FREQUENT = 8;

  private static final int MAX_FREQUENT = 128;

  /** Texts are told apart by so many characters. */
  public static final int TEXT_LENGTH = 40;

  private final Object[] bounds; // ascending, from the least value to the greatest
  private final Map<Object, Double> frequent;
  private final double known; // share of rows that are not NULL
  private final double rare; // share of one value that is not frequent
  private final double largest;
  private final double distinct;

  private ColumnSpread(
      Object[] bounds, Map<Object, Double> frequent, double known, double distinct) {
    this.bounds = bounds;
    this.frequent = frequent;
    this.known = known;
    this.distinct = distinct;
    double taken = frequent.values().stream().mapToDouble(Double::doubleValue).sum();
    this.rare = Math.max(0, known - taken) / Math.max(1, distinct - frequent.size());
    this.largest = frequent.values().stream().mapToDouble(Double::doubleValue).max().orElse(rare);
  }

  /**
   * The spread of a column.
   *
   * @param sample values of rows taken at random
   * @param distinct how many different values the whole column has, about
   */
  public static ColumnSpread of(List<? extends @Nullable Object> sample, double distinct) {
    List<Object> values = new ArrayList<>(sample.size());
    for (Object value : sample) {
      if (value != null) {
        values.add(normal(value));
      }
    }
    values.sort(ColumnSpread::compare);
    double all = Math.max(1, sample.size());
    int pieces = Math.min(PIECES, values.size() - 1);
    Object[] bounds = new Object[values.isEmpty() ? 0 : pieces + 1];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = values.get(pieces == 0 ? 0 : (int) ((long) i * (values.size() - 1) / pieces));
    }
    return new ColumnSpread(bounds, frequent(values, all), values.size() / all, distinct);
  }

  private static Map<Object, Double> frequent(List<Object> sorted, double all) {
    List<Map.Entry<Object, Double>> found = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= sorted.size(); i++) {
      if (i == sorted.size() || compare(sorted.get(i), sorted.get(start)) != 0) {
        if (i - start >= FREQUENT) {
          found.add(Map.entry(key(sorted.get(start)), (i - start) / all));
        }
        start = i;
      }
    }
    found.sort(Map.Entry.comparingByValue(Comparator.reverseOrder()));
    Map<Object, Double> frequent = new HashMap<>();
    found.stream().limit(MAX_FREQUENT).forEach(e -> frequent.put(e.getKey(), e.getValue()));
    return Collections.unmodifiableMap(frequent);
  }

  /** The share of rows that have this value. */
  public double equal(Object value) {
    Object own = asStored(value);
    Double share = frequent.get(key(own));
    return share != null ? share : rare;
  }

  /** The share of rows whose value comes before this one. */
  public double below(Object value) {
    if (bounds.length == 0) {
      return 0;
    }
    Object own = asStored(value);
    if (compare(own, bounds[0]) <= 0) {
      return 0;
    }
    int last = bounds.length - 1;
    if (compare(own, bounds[last]) > 0) {
      return known;
    }
    int above = Arrays.binarySearch(bounds, own, ColumnSpread::compare);
    if (above < 0) {
      above = -above - 1;
    } else {
      while (above > 0 && compare(bounds[above - 1], own) == 0) {
        above--; // a frequent value fills several pieces: those before it are below
      }
    }
    return known * (above - 1 + between(bounds[above - 1], own, bounds[above])) / last;
  }

  /** Where a value lies between two others, from 0 to 1; the middle where that cannot be told. */
  private static double between(Object low, Object value, Object high) {
    if (low instanceof Number from
        && value instanceof Number at
        && high instanceof Number to
        && to.doubleValue() > from.doubleValue()) {
      return (at.doubleValue() - from.doubleValue()) / (to.doubleValue() - from.doubleValue());
    }
    return compare(value, high) == 0 ? 1 : 0.5;
  }

  /** Whether all values of the sample come before this one, or equal it. */
  public boolean isBeyond(Object value) {
    return bounds.length == 0 || compare(asStored(value), bounds[bounds.length - 1]) >= 0;
  }

  /** The share of rows that are not NULL. */
  public double known() {
    return known;
  }

  /** How many different values there are, about. */
  public double distinct() {
    return distinct;
  }

  /** How exactly shares of ranges can be told. */
  public double grain() {
    return 1.0 / Math.max(1, bounds.length - 1);
  }

  /** The share of rows that have one rare value. */
  public double rare() {
    return rare;
  }

  /** The share of rows that have the most frequent value. */
  public double largest() {
    return largest;
  }

  /** A text that is compared with numbers is taken for a number, as the column's affinity does. */
  private Object asStored(Object value) {
    Object own = normal(value);
    if (own instanceof String text && bounds.length > 0 && bounds[0] instanceof Number) {
      try {
        return Double.valueOf(text.trim());
      } catch (NumberFormatException e) {
        return own;
      }
    }
    return own;
  }

  private static Object normal(Object value) {
    if (value instanceof Number number) {
      return number instanceof Double || number instanceof Float
          ? (Object) number.doubleValue()
          : (Object) number.longValue();
    }
    if (value instanceof byte[]) {
      return value;
    }
    String text = value.toString();
    return text.length() > TEXT_LENGTH ? text.substring(0, TEXT_LENGTH) : text;
  }

  /** Equal values have equal keys. */
  private static Object key(Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    return value instanceof byte[] bytes ? Arrays.hashCode(bytes) : value;
  }

  /** SQLite's order of values that are not NULL: numbers, then text, then blobs. */
  private static int compare(Object a, Object b) {
    if (a instanceof Number x && b instanceof Number y) {
      return x instanceof Long left && y instanceof Long right
          ? left.compareTo(right)
          : Double.compare(x.doubleValue(), y.doubleValue());
    }
    if (a instanceof String x && b instanceof String y) {
      return x.compareTo(y);
    }
    if (a instanceof byte[] x && b instanceof byte[] y) {
      return Arrays.compareUnsigned(x, y);
    }
    return Integer.compare(rank(a), rank(b));
  }

  private static int rank(Object value) {
    return value instanceof Number ? 0 : value instanceof String ? 1 : 2;
  }

  @Override
  public String toString() {
    return "from "
        + (bounds.length == 0 ? "nothing" : Objects.toString(bounds[0]))
        + " to "
        + (bounds.length == 0 ? "nothing" : Objects.toString(bounds[bounds.length - 1]))
        + ", most frequent "
        + frequent;
  }
}
