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

  /** Asks the engine of the hint, for so long at most. */
  static TimedAnswer of(HtapEngine engine, String sql, QueryHint hint, Duration limit) {
    long started = System.nanoTime();
    try (QueryResult result = engine.query(Query.of(sql).hint(hint).timeout(limit))) {
      Answer answer = Answer.of(result);
      return new TimedAnswer(answer, Numbers.millis(System.nanoTime() - started), "");
    } catch (HtapException e) {
      boolean tooLong = e.code() == ErrorCode.QUERY_TIMEOUT;
      String time = tooLong ? "> " + limit.toSeconds() + " s" : "none";
      return new TimedAnswer(null, time, String.valueOf(e.getMessage()));
    }
  }

  Optional<Answer> answer() {
    return Optional.ofNullable(answerOrNull);
  }
}
