package dev.rhei.benchmarks.freshness;

import dev.rhei.benchmarks.report.Percentiles;
import dev.rhei.benchmarks.report.Svg;
import java.util.List;
import java.util.Locale;

/**
 * One curve for each rate: the time until commits are visible, over the share of commits that are
 * visible by then. Both scales are logarithmic; the right end is the slowest commit of 100,000.
 */
final class Plot {
  private static final int LEFT = 70;
  private static final int WIDTH = 640;
  private static final int TOP = 50;
  private static final int HEIGHT = 320;
  private static final int NINES = 5;
  private static final int STEPS = 100;
  private static final String[] COLORS = {"#0072b2", "#e69f00", "#009e73", "#cc79a7", "#d55e00"};

  private final List<Measured> all;
  private final int to; // power of ten, in milliseconds

  Plot(List<Measured> all) {
    this.all = all;
    double most = all.stream().mapToDouble(each -> each.visible().max()).max().orElse(10);
    to = Math.max(1, (int) Math.ceil(Math.log10(most)));
  }

  /** The lines of the file. */
  List<String> lines() {
    Svg svg = new Svg(LEFT + WIDTH + 30, TOP + HEIGHT + 40);
    axes(svg);
    for (int i = 0; i < all.size(); i++) {
      String color = COLORS[i % COLORS.length];
      svg.circle(LEFT + 10 + 130 * i, 20, color);
      String label = String.format(Locale.ROOT, "%,d commits/s", all.get(i).rate());
      svg.text(LEFT + 20 + 130 * i, 24, label, "start");
      curve(svg, all.get(i).visible(), color);
    }
    return svg.lines();
  }

  private void axes(Svg svg) {
    for (int power = 0; power <= to; power++) {
      double y = y(Math.pow(10, power));
      svg.line(LEFT, y, LEFT + WIDTH, y, "#ddd");
      svg.text(LEFT - 8, y + 4, Svg.powerOfMillis(power), "end");
    }
    for (String share : new String[] {"0", "0.5", "0.9", "0.99", "0.999", "0.9999", "0.99999"}) {
      double x = x(Double.parseDouble(share));
      svg.line(x, TOP, x, TOP + HEIGHT, "#ddd");
      svg.text(x, TOP + HEIGHT + 18, share, "middle");
    }
  }

  private void curve(Svg svg, Percentiles times, String color) {
    double share = 0;
    for (int step = 1; step <= STEPS; step++) {
      double next = 1 - Math.pow(10, -NINES * (double) step / STEPS);
      svg.line(x(share), y(times.at(share)), x(next), y(times.at(next)), color);
      share = next;
    }
  }

  private double x(double share) {
    return LEFT + WIDTH * -Math.log10(1 - share) / NINES;
  }

  private double y(double millis) {
    return TOP + HEIGHT * (1 - Math.max(0, Math.log10(Math.max(1e-3, millis))) / to);
  }
}
