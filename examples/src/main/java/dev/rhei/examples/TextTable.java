package dev.rhei.examples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows as aligned text. A column of numbers and of what is marked as {@link #amount} stands to the
 * right; long values are cut.
 */
final class TextTable {
  private static final int WIDEST = 60;
  private static final int BLOB_BYTES = 16;

  /** A text that stands among numbers. */
  private record Amount(String text) {}

  private final List<String> headers;
  private final List<List<String>> rows = new ArrayList<>();
  private final boolean[] toTheRight;

  TextTable(String... headers) {
    this(Arrays.asList(headers));
  }

  TextTable(List<String> headers) {
    this.headers = headers.stream().map(TextTable::cut).toList();
    toTheRight = new boolean[headers.size()];
    Arrays.fill(toTheRight, true);
  }

  /** A text that stands among numbers and to the right as they do: {@code > 60 s}. */
  static Object amount(String text) {
    return new Amount(text);
  }

  TextTable add(@Nullable Object... cells) {
    List<String> row = new ArrayList<>();
    for (int i = 0; i < headers.size(); i++) {
      Object cell = cells[i];
      row.add(cut(text(cell)));
      toTheRight[i] &= cell == null || cell instanceof Number || cell instanceof Amount;
    }
    rows.add(row);
    return this;
  }

  /** Headers, a rule, the rows. */
  List<String> lines() {
    int[] widths = headers.stream().mapToInt(String::length).toArray();
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add(line(headers, widths));
    lines.add(line(Arrays.stream(widths).mapToObj("-"::repeat).toList(), widths));
    rows.forEach(row -> lines.add(line(row, widths)));
    return lines;
  }

  private String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String space = " ".repeat(widths[i] - cells.get(i).length());
      line.append(i == 0 ? "" : "  ");
      line.append(toTheRight[i] ? space + cells.get(i) : cells.get(i) + space);
    }
    return line.toString().stripTrailing();
  }

  private static String text(@Nullable Object cell) {
    if (cell == null) {
      return "NULL";
    }
    if (cell instanceof Amount amount) {
      return amount.text();
    }
    if (cell instanceof byte[] bytes) {
      String start = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, BLOB_BYTES));
      return "x'" + start + "'" + (bytes.length > BLOB_BYTES ? "... " + bytes.length : "");
    }
    return cell.toString();
  }

  private static String cut(String text) {
    String oneLine = text.replaceAll("\\p{Cntrl}+", " ");
    return oneLine.length() <= WIDEST ? oneLine : oneLine.substring(0, WIDEST - 3) + "...";
  }
}
