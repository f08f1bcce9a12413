package dev.rhei.examples;

import dev.rhei.HtapEngine;
import dev.rhei.Query;
import dev.rhei.core.engine.QueryResult;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.route.QueryHint;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One engine's answer and how long it took.
 *
 * @param answerOrNull null if there is none
 * @param time in words, as far as it is known
 * @param problem why there is no answer; empty if there is
 */
record TimedAnswer(@Nullable Answer answerOrNull, String time, String problem) {
  private static final int LONGEST = 160;

  /** Asks the engine of the hint, for so long at most. */
  static TimedAnswer of(HtapEngine engine, String sql, QueryHint hint, Duration limit) {
    long started = System.nanoTime();
    try (QueryResult result = engine.query(Query.of(sql).hint(hint).timeout(limit))) {
      Answer answer = Answer.of(result);
      return new TimedAnswer(answer, Numbers.millis(System.nanoTime() - started), "");
    } catch (HtapException e) {
      boolean tooLong = e.code() == ErrorCode.QUERY_TIMEOUT;
      String time = tooLong ? "> " + limit.toSeconds() + " s" : "none";
      return new TimedAnswer(null, time, shortened(String.valueOf(e.getMessage())));
    }
  }

  Optional<Answer> answer() {
    return Optional.ofNullable(answerOrNull);
  }

  /** How the two answers differ; empty if they do not, or if there are not two. */
  Optional<String> difference(TimedAnswer other) {
    return answer().flatMap(mine -> other.answer().flatMap(mine::difference));
  }

  private static String shortened(String message) {
    return message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "...";
  }
}
