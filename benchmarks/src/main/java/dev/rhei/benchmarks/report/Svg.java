package dev.rhei.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The lines of a drawing, with the few shapes that plots are made of. */
public final class Svg {
  private final List<String> lines = new ArrayList<>();

  /** An empty drawing on white. */
  public Svg(int width, int height) {
    add(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif'"
            + " font-size='11'>",
        width, height);
    add("<rect width='100%%' height='100%%' fill='white'/>");
  }

  /** The lines of the file. */
  public List<String> lines() {
    List<String> all = new ArrayList<>(lines);
    all.add("</svg>");
    return all;
  }

  /** A straight line. */
  public void line(double x1, double y1, double x2, double y2, String color) {
    add("<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' stroke='%s'/>", x1, y1, x2, y2, color);
  }

  /** A dashed line. */
  public void dashes(double x1, double y1, double x2, double y2, String color) {
    add(
        "<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' stroke='%s' stroke-dasharray='4 3'/>",
        x1, y1, x2, y2, color);
  }

  /** A filled circle. */
  public void circle(double x, double y, String color) {
    add("<circle cx='%.1f' cy='%.1f' r='3.5' fill='%s'/>", x, y, color);
  }

  /** A circle around something. */
  public void ring(double x, double y, String color) {
    add(
        "<circle cx='%.1f' cy='%.1f' r='6.5' fill='none' stroke='%s' stroke-width='1.5'/>",
        x, y, color);
  }

  /** A filled square. */
  public void square(double x, double y, String color) {
    add("<rect x='%.1f' y='%.1f' width='7' height='7' fill='%s'/>", x - 3.5, y - 3.5, color);
  }

  /**
   * Text.
   *
   * @param anchor start, middle or end
   */
  public void text(double x, double y, String text, String anchor) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
    add("<text x='%.1f' y='%.1f' text-anchor='%s' fill='#222'>%s</text>", x, y, anchor, escaped);
  }

  /** A power of ten of milliseconds, as an axis has it. */
  public static String powerOfMillis(int power) {
    if (power < 0) {
      return (long) Math.pow(10, power + 3) + " µs";
    }
    return power < 3 ? (long) Math.pow(10, power) + " ms" : (long) Math.pow(10, power - 3) + " s";
  }

  private void add(String format, Object... values) {
    lines.add(String.format(Locale.ROOT, format, values));
  }
}
