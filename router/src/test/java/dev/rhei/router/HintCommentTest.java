package dev.rhei.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.route.QueryHint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HintCommentTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          OLAP        | /*+ olap */ SELECT 1
          OLAP        | /*+OLAP*/SELECT 1
          PREFER_OLAP | /*+ Prefer_Olap */ SELECT 1
          OLTP        | -- why%n /* more */ /*+ oltp */ WITH a AS (SELECT 1) SELECT 1
          AUTO        | /*+ auto */ SELECT 1
          AUTO        | /* olap */ SELECT 1
          AUTO        | SELECT /*+ olap */ 1
          AUTO        | SELECT '/*+ olap */'
          AUTO        | /*+ olap
          AUTO        | /*+*/ SELECT 1
          """)
  void aLeadingCommentIsAHint(QueryHint hint, String sql) {
    assertThat(HintComment.of(sql.replace("%n", "\n")).hint()).isEqualTo(hint);
  }

  @Test
  void otherWordsAreACommentThatExplainMentions() {
    HintComment comment = HintComment.of("/*+ parallel(4) */ SELECT 1");
    assertThat(comment.hint()).isEqualTo(QueryHint.AUTO);
    assertThat(comment.remark())
        .isEqualTo(
            "the hint comment 'parallel(4)' is not understood and does nothing;"
                + " known are auto, oltp, olap, prefer_olap");
    assertThat(HintComment.of("/*+ " + "x".repeat(1_000) + " */ SELECT 1").remark())
        .hasSizeLessThan(200);
    assertThat(HintComment.of("/*+ olap */ SELECT 1").remark()).isEmpty();
  }
}
