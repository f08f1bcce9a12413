package dev.rhei.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class AnswerTest {
  private static final Answer ANSWER = answer("a", 1, 0.0, null, "x", new byte[] {1});

  @Test
  void equalAnswersDoNotDiffer() {
    assertThat(ANSWER.difference(answer("a", 1, 0.0, null, "x", new byte[] {1}))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("others")
  void saysWhereAnswersDiffer(Answer other, String difference) {
    assertThat(ANSWER.difference(other)).contains(difference);
  }

  static List<Object[]> others() {
    return List.of(
        new Object[] {answer("A", 1, 0.0, null, "x", new byte[] {1}), "labels [a] and [A]"},
        new Object[] {answer("a", 1, 0.0, null, "x"), "5 and 4 rows"},
        new Object[] {
          answer("a", 1L, 0.0, null, "x", new byte[] {1}), "row 1, a: Integer 1 and Long 1"
        },
        new Object[] {
          answer("a", 1, -0.0, null, "x", new byte[] {1}), "row 2, a: Double 0.0 and Double -0.0"
        },
        new Object[] {
          answer("a", 1, 0.0, "x", null, new byte[] {1}), "row 3, a: NULL and String x"
        });
  }

  private static Answer answer(String label, Object... column) {
    return new Answer(
        List.of(label), Arrays.stream(column).<List<Object>>map(Arrays::asList).toList());
  }
}
