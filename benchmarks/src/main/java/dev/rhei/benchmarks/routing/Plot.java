package dev.rhei.benchmarks.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

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

  private final List<Measured> all;
  private final int from; // powers of ten, in milliseconds
  private final int to;
  private final List<String> svg = new ArrayList<>();

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
    add(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif'"
            + " font-size='11'>",
        LEFT + WIDTH + RIGHT, height);
    add("<rect width='100%%' height='100%%' fill='white'/>");
    legend();
    axis(height);
    for (int i = 0; i < all.size(); i++) {
      query(all.get(i), TOP + i * LINE + LINE / 2);
    }
    add("</svg>");
    return svg;
  }

  private void legend() {
    circle(LEFT + 10, 20);
    text(LEFT + 20, 24, "SQLite", "start");
    square(LEFT + 90, 20);
    text(LEFT + 100, 24, "DuckDB", "start");
    ring(LEFT + 175, 20);
    text(LEFT + 187, 24, "as routed (red: over twice the better side, and 1 ms)", "start");
  }

  private void axis(int height) {
    for (int power = from; power <= to; power++) {
      double x = x(Math.pow(10, power));
      add("<line x1='%.1f' y1='%d' x2='%.1f' y2='%d' stroke='#ddd'/>", x, TOP - 6, x, height - 24);
      String label = power < 0 ? (long) Math.pow(10, power + 3) + " µs" : seconds(power);
      text(x, TOP - 12, label, "middle");
    }
  }

  private static String seconds(int power) {
    return power < 3 ? (long) Math.pow(10, power) + " ms" : (long) Math.pow(10, power - 3) + " s";
  }

  private void query(Measured each, int y) {
    text(LEFT - 12, y + 4, each.name(), "end");
    double sqlite = x(each.sqlite().median());
    if (each.duckDb().isTimed()) {
      double duckDb = x(each.duckDb().median());
      add("<line x1='%.1f' y1='%d' x2='%.1f' y2='%d' stroke='#bbb'/>", sqlite, y, duckDb, y);
      square(duckDb, y);
    }
    circle(sqlite, y);
    add(
        "<circle cx='%.1f' cy='%d' r='6.5' fill='none' stroke='%s' stroke-width='1.5'/>",
        x(each.routed().median()), y, each.isRegretted() ? "#d00000" : "#222");
  }

  private void circle(double x, int y) {
    add("<circle cx='%.1f' cy='%d' r='3.5' fill='%s'/>", x, y, SQLITE);
  }

  private void square(double x, int y) {
    add("<rect x='%.1f' y='%.1f' width='7' height='7' fill='%s'/>", x - 3.5, y - 3.5, DUCKDB);
  }

  private void ring(double x, int y) {
    add("<circle cx='%.1f' cy='%d' r='6.5' fill='none' stroke='#222' stroke-width='1.5'/>", x, y);
  }

  private void text(double x, int y, String text, String anchor) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
    add("<text x='%.1f' y='%d' text-anchor='%s' fill='#222'>%s</text>", x, y, anchor, escaped);
  }

  private double x(double millis) {
    return LEFT + WIDTH * (Math.log10(millis) - from) / (to - from);
  }

  private void add(String format, Object... values) {
    svg.add(String.format(Locale.ROOT, format, values));
  }
}
