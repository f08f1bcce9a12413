package dev.rhei.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HtapExceptionTest {
  @Test
  void theMessageStartsWithTheCode() {
    Exception cause = new Exception("driver");
    HtapException error = new HtapException(ErrorCode.OLTP_BUSY, "tried", cause);
    assertThat(error).hasMessage("OLTP_BUSY: tried").hasCause(cause);
    assertThat(error.detail()).isEqualTo("tried");
    assertThat(error.code().retryable()).isTrue();
    assertThat(error.code().fault()).isEqualTo(ErrorCode.Fault.BACKEND);
    assertThat(new OutcomeUnknownException("commit", null).code())
        .isEqualTo(ErrorCode.OUTCOME_UNKNOWN);
  }

  @Test
  void sqlIsCutAtAKibibyteAndNotInsideACharacter() {
    String full = "x".repeat(1024);
    assertThat(HtapException.sqlForMessage(full)).isEqualTo(full);
    String cut = HtapException.sqlForMessage("x".repeat(1023) + "🎶" + "y".repeat(10));
    assertThat(cut).isEqualTo("x".repeat(1023) + "… (1035 characters)");
  }

  @Test
  void everyCodeSaysWhoseFaultItIs() {
    assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::fault)).doesNotContainNull();
  }
}
