package dev.rhei.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QueryFileTest {
  @Test
  void headersNameTheTextThatFollows() {
    assertThat(
            QueryFile.parse(
                """
                --- A remark.

                -- one
                SELECT 1;
                -- few: two ? 7, 'x y', 0.5
                -- many: two ? 8, '', 1.0
                SELECT a
                FROM t WHERE b = ?;
                """))
        .containsExactly(
            new WorkloadQuery("one", "SELECT 1", List.of()),
            new WorkloadQuery("few: two", "SELECT a\nFROM t WHERE b = ?", List.of(7L, "x y", 0.5)),
            new WorkloadQuery("many: two", "SELECT a\nFROM t WHERE b = ?", List.of(8L, "", 1.0)));
  }
}
