package dev.rhei.benchmarks.routing;

import dev.rhei.benchmarks.report.Svg;
import java.util.Comparator;
import java.util.List;

/**
 * One line for each query: its time on SQLite, on DuckDB and as routed, on a logarithmic scale.
 * Those that SQLite answers best are at the top.
 */
final class Plot {
  private static final int LEFT = 330;
  private static final int WIDTH = 640;
  private static final int TOP = 60;
  private static final int LINE = 17;
  private static final int RIGHT = 30;
  private static final String SQLITE = "#0072b2";
  private static final String DUCKDB = "#e69f00";
  private static final String ROUTED = "#222";

  private final List<Measured> all;
  private final int from; // powers of ten, in milliseconds
  private final int to;

  Plot(List<Measured> measured) {
    all = measured.stream().sorted(Comparator.comparingDouble(Plot::ratio)).toList();
    double least = all.stream().mapToDouble(Measured::bestMedian).min().orElse(1);
    double most = all.stream().mapToDouble(Plot::most).max().orElse(10);
    from = (int) Math.floor(Math.log10(least));
    to = Math.max(from + 1, (int) Math.ceil(Math.log10(most)));
  }

  private static double ratio(Measured each) {
    return each.duckDb().isTimed() ? each.sqlite().median() / each.duckDb().median() : 0;
  }

  private static double most(Measured each) {
    double onCopy = each.duckDb().isTimed() ? each.duckDb().median() : 0;
    return Math.max(Math.max(each.sqlite().median(), onCopy), each.routed().median());
  }

  /** The lines of the file. */
  List<String> lines() {
    int height = TOP + all.size() * LINE + 30;
    Svg svg = new Svg(LEFT + WIDTH + RIGHT, height);
    legend(svg);
    axis(svg, height);
    for (int i = 0; i < all.size(); i++) {
      query(svg, all.get(i), TOP + i * LINE + LINE / 2);
    }
    return svg.lines();
  }

  private static void legend(Svg svg) {
    svg.circle(LEFT + 10, 20, SQLITE);
    svg.text(LEFT + 20, 24, "SQLite", "start");
    svg.square(LEFT + 90, 20, DUCKDB);
    svg.text(LEFT + 100, 24, "DuckDB", "start");
    svg.ring(LEFT + 175, 20, ROUTED);
    svg.text(LEFT + 187, 24, "as routed (red: over twice the better side, and 1 ms)", "start");
  }

  private void axis(Svg svg, int height) {
    for (int power = from; power <= to; power++) {
      double x = x(Math.pow(10, power));
      svg.line(x, TOP - 6, x, height - 24, "#ddd");
      svg.text(x, TOP - 12, Svg.powerOfMillis(power), "middle");
    }
  }

  private void query(Svg svg, Measured each, int y) {
    svg.text(LEFT - 12, y + 4, each.name(), "end");
    double sqlite = x(each.sqlite().median());
    if (each.duckDb().isTimed()) {
      double duckDb = x(each.duckDb().median());
      svg.line(sqlite, y, duckDb, y, "#bbb");
      svg.square(duckDb, y, DUCKDB);
    }
    svg.circle(sqlite, y, SQLITE);
    svg.ring(x(each.routed().median()), y, each.isRegretted() ? "#d00000" : ROUTED);
  }

  private double x(double millis) {
    return LEFT + WIDTH * (Math.log10(millis) - from) / (to - from);
  }
}
