package dev.rhei.oltp.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class IndexTextTest {
  @Test
  void findsTheTerms() {
    assertThat(IndexText.of("CREATE UNIQUE INDEX i ON t(a)").terms()).containsExactly("a");
    assertThat(
            IndexText.of("CREATE INDEX i ON t(a, b desc,c  ASC , \"d ,)\" COLLATE NOCASE)").terms())
        .containsExactly("a", "b", "c", "\"d ,)\" COLLATE NOCASE");
    assertThat(IndexText.of("CREATE INDEX \"i(\" ON [t)](max(a, (b)), ')' || 'it''s(')").terms())
        .containsExactly("max(a, (b))", "')' || 'it''s('");
    assertThat(IndexText.of("CREATE INDEX i ON t(a /* , ) */, b -- )\n)").terms())
        .containsExactly("a /* , ) */", "b -- )");
  }

  @Test
  void findsThePredicate() {
    assertThat(IndexText.of("CREATE INDEX i ON t(a)").predicate()).isEmpty();
    assertThat(IndexText.of("CREATE INDEX i ON t(a) -- all").predicate()).isEmpty();
    assertThat(IndexText.of("CREATE INDEX i ON t(a)WHERE(b > 0)").predicate()).isEqualTo("(b > 0)");
    assertThat(IndexText.of("CREATE INDEX i ON t(a) /* x */ where b IN ('x)', 2)").predicate())
        .isEqualTo("b IN ('x)', 2)");
  }
}
