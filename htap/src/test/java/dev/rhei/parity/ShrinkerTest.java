package dev.rhei.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.parity.RandomQueries.Generated;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
  @Test
  void aFailureIsReducedToWhatMakesItFail() {
    int shrunk = 0;
    for (long seed = 0; shrunk < 20; seed++) {
      Dice dice = new Dice(seed);
      List<Relation> tables = new RandomSchema(dice).relations();
      Generated generated = new RandomQueries(dice, tables).next();
      RandomCase failing = new RandomCase(tables, generated.query(), generated.parameters());
      if (fails(failing)) {
        shrunk++;
        RandomCase small = new Shrinker(ShrinkerTest::fails).shrink(failing);
        assertThat(small.ask().sql()).as("seed %d", seed).hasSizeLessThan(140);
        assertThat(small.tables()).hasSize(1);
        assertThat(small.tables().get(0).sql()).as("a table and a row").hasSize(2);
        assertThat(SqlFile.parse(small.script()))
            .as("what is printed can be read again")
            .hasSize(3)
            .last()
            .isInstanceOf(Step.Ask.class);
      }
    }
  }

  /** As if some function were translated wrongly, and a row were needed to see it. */
  private static boolean fails(RandomCase tried) {
    return tried.query().sql().contains("upper(")
        && tried.tables().stream()
            .anyMatch(relation -> relation instanceof RandomTable table && !table.rows().isEmpty());
  }
}
