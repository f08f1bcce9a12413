package dev.rhei.router;

import dev.rhei.core.route.QueryHint;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A hint in front of a statement: {@code /*+ olap *}{@code / SELECT ...}, for those who have only a
 * string. One word, that of a {@link QueryHint}, in any case. Any other text is a comment, as it is
 * to SQLite: it may be meant for another database.
 *
 * @param hint what is asked for; AUTO if nothing is
 * @param remark what is wrong with it; empty if nothing is
 */
record HintComment(QueryHint hint, String remark) {
  private static final HintComment NONE = new HintComment(QueryHint.AUTO, "");
  private static final int SHOWN = 40;

  /** The first comment of the form of a hint before the first word. */
  static HintComment of(String sql) {
    int i = 0;
    while (i < sql.length()) {
      char c = sql.charAt(i);
      if (c <= ' ' || c == '\uFEFF') {
        i++;
      } else if (sql.startsWith("--", i)) {
        int line = sql.indexOf('\n', i);
        i = line < 0 ? sql.length() : line + 1;
      } else if (sql.startsWith("/*", i)) {
        int close = sql.indexOf("*/", i + 2);
        if (close < 0) {
          return NONE;
        }
        if (sql.startsWith("/*+", i) && close >= i + 3) {
          return read(sql.substring(i + 3, close).strip());
        }
        i = close + 2;
      } else {
        break;
      }
    }
    return NONE;
  }

  private static HintComment read(String text) {
    Optional<QueryHint> known =
        Arrays.stream(QueryHint.values())
            .filter(hint -> hint.name().equals(text.toUpperCase(Locale.ROOT)))
            .findFirst();
    return known
        .map(hint -> new HintComment(hint, ""))
        .orElseGet(
            () ->
                new HintComment(
                    QueryHint.AUTO,
                    "the hint comment '"
                        + (text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text)
                        + "' is not understood and does nothing; known are "
                        + Arrays.stream(QueryHint.values())
                            .map(hint -> hint.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "))));
  }
}
