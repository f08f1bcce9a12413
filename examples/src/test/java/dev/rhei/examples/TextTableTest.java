package dev.rhei.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TextTableTest {
  @Test
  void numbersStandToTheRightAndTextToTheLeft() {
    TextTable table =
        new TextTable("name", "n", "mixed")
            .add("one", 1, 1)
            .add("twelve", 12.5, "x")
            .add(null, null, null);
    assertThat(table.lines())
        .containsExactly(
            "name       n  mixed",
            "------  ----  -----",
            "one        1  1",
            "twelve  12.5  x",
            "NULL    NULL  NULL");
  }

  @Test
  void amountsStandAmongNumbers() {
    assertThat(new TextTable("ms").add(7).add(TextTable.amount("> 60 s")).lines())
        .containsExactly("    ms", "------", "     7", "> 60 s");
  }

  @Test
  void longValuesAreCutAndLinesJoined() {
    TextTable table =
        new TextTable("v").add("a\nb").add("x".repeat(61)).add((Object) new byte[] {1, -1});
    assertThat(table.lines().subList(2, 5))
        .containsExactly("a b", "x".repeat(57) + "...", "x'01ff'");
  }

  @Test
  void aTableWithoutRowsHasItsHeaders() {
    assertThat(new TextTable("a", "b").lines()).containsExactly("a  b", "-  -");
  }
}
