package dev.rhei.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloseStackTest {
  private final List<String> closed = new ArrayList<>();
  private final CloseStack stack = new CloseStack();

  @Test
  void closesNewestFirstAndOnce() {
    stack.push(() -> closed.add("first"));
    stack.push(() -> closed.add("second"));
    stack.close();
    stack.close();
    assertThat(closed).containsExactly("second", "first");
  }

  @Test
  void closesAllAndKeepsTheFirstFailure() {
    stack.push(
        () -> {
          throw new IllegalStateException("later");
        });
    stack.push(() -> closed.add("between"));
    stack.push(
        () -> {
          throw new HtapException(ErrorCode.OLAP_FAILED, "first");
        });
    Throwable failure = catchThrowable(stack::close);
    assertThat(failure).hasMessage("OLAP_FAILED: first");
    assertThat(failure.getSuppressed()).hasSize(1);
    assertThat(closed).containsExactly("between");
  }

  @Test
  void addsItsFailuresToTheOneThatIsThrown() {
    stack.push(
        () -> {
          throw new IllegalStateException("while closing");
        });
    RuntimeException reason = new RuntimeException("reason");
    stack.closeAfter(reason);
    assertThat(reason.getSuppressed()[0]).hasMessage("CLOSE_FAILED: while closing");
  }

  @Test
  void allProblemsAreInOneMessage() {
    Problems problems = new Problems("Config").require(true, "fine", 1, "is fine");
    problems.throwIfAny();
    problems.require(false, "a", 0, "must be 1");
    assertThat(problems.<String>collect(() -> "built")).isEqualTo("built");
    assertThat(
            problems.<String>collect(
                () -> {
                  new Problems("Part").require(false, "b", "x", "must be y").throwIfAny();
                  return "never";
                }))
        .isNull();
    assertThatThrownBy(problems::throwIfAny)
        .hasMessage("CONFIG_INVALID: Config: a=0 must be 1; Part: b=x must be y");
    assertThatThrownBy(
            () ->
                problems.collect(
                    () -> {
                      throw new HtapException(ErrorCode.INTERNAL, "other");
                    }))
        .hasMessage("INTERNAL: other");
  }
}
