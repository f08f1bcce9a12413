package dev.rhei.parity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Both formats of scripts. */
class ScriptsTest {
  @Test
  void sqlLogicTestIsReadWithoutItsExpectations() {
    List<Step> steps =
        CorpusFile.parse(
            """
            hash-threshold 8

            statement ok
            CREATE TABLE t(a)

            onlyif mysql # not for us
            query I rowsort
            SELECT 1 DIV 2
            ----
            0

            skipif mysql
            query I rowsort label-0
            SELECT 1
              + 2
            ----
            3

            statement ok
            --RESET

            statement error
            DROP TABLE nothing

            halt

            query I
            SELECT 5
            """
                .lines()
                .toList());
    assertThat(steps)
        .containsExactly(
            new Step.Run("CREATE TABLE t(a)"),
            new Step.Ask("SELECT 1\n  + 2", List.of(), 14),
            new Step.Reset(),
            new Step.Run("DROP TABLE nothing"));
  }

  @Test
  void ourOwnFormatTellsQueriesFromStatementsAndBindsParameters() {
    List<Step> steps =
        SqlFile.parse(
            """
            -- What this is about.
            CREATE TABLE t(a TEXT); -- a comment

            INSERT INTO t
             VALUES (';');
            -- bind: 1, -2.5, 'it''s', NULL
            -- bind: 2, 3, '', 'x'
            SELECT ?, ?, ?, ? -- with four
              FROM t;
            -- reset
            WITH q AS (SELECT 1) SELECT * FROM q;
            """);
    assertThat(steps)
        .containsExactly(
            new Step.Run("CREATE TABLE t(a TEXT)"),
            new Step.Run("INSERT INTO t\n VALUES (';')"),
            new Step.Ask(
                "SELECT ?, ?, ?, ? -- with four\n  FROM t",
                Arrays.asList(1L, -2.5, "it's", null),
                8),
            new Step.Ask("SELECT ?, ?, ?, ? -- with four\n  FROM t", List.of(2L, 3L, "", "x"), 8),
            new Step.Reset(),
            new Step.Ask("WITH q AS (SELECT 1) SELECT * FROM q", List.of(), 11));
  }

  @Test
  void aSampleKeepsAllStatements() {
    Step run = new Step.Run("CREATE TABLE t(a)");
    Step.Ask one = new Step.Ask("SELECT 1", List.of(), 1);
    Step.Ask two = new Step.Ask("SELECT 2", List.of(), 2);
    Step.Ask three = new Step.Ask("SELECT 3", List.of(), 3);
    Script script = new Script("c", "g", "n", List.of(one, run, two, three));
    assertThat(script.sample(2).steps()).containsExactly(one, run, three);
  }

  @Test
  void databasesOfAScriptCanRunByThemselves() {
    Step run = new Step.Run("CREATE TABLE t(a)");
    Step.Ask ask = new Step.Ask("SELECT 1", List.of(), 1);
    Script script = new Script("c", "g", "n", List.of(run, ask, new Step.Reset(), run));
    assertThat(script.databases())
        .extracting(Script::steps)
        .containsExactly(List.of(run, ask), List.of(run));
    assertThat(script.databases()).extracting(Script::asks).containsExactly(true, false);
  }
}
