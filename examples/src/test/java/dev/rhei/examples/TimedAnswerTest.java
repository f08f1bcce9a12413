package dev.rhei.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.HtapConfig;
import dev.rhei.HtapEngine;
import dev.rhei.core.route.QueryHint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TimedAnswerTest {
  private static final String ENDLESS =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n";

  @TempDir Path dir;
  private HtapEngine engine;

  @BeforeEach
  void open() {
    engine = HtapEngine.open(HtapConfig.at(dir.resolve("application.db")).olapInMemory());
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void anAnswerHasItsRows() {
    TimedAnswer answer = ask("SELECT 1 AS one", QueryHint.OLTP);
    assertThat(answer.answer()).contains(new Answer(List.of("one"), List.of(List.of(1))));
    assertThat(answer.problem()).isEmpty();
    assertThat(answer.difference(ask("SELECT 2 AS one", QueryHint.OLTP)))
        .contains("row 1, one: Integer 1 and Integer 2");
  }

  @Test
  void aQueryThatTakesTooLongIsStopped() {
    TimedAnswer answer = ask(ENDLESS, QueryHint.OLTP);
    assertThat(answer.time()).isEqualTo("> 1 s");
    assertThat(answer.answer()).isEmpty();
    assertThat(answer.difference(ask("SELECT 1", QueryHint.OLTP))).isEmpty();
  }

  @Test
  void whatAnEngineRefusesHasNoAnswer() {
    engine.execute("CREATE TABLE unregistered (id INTEGER PRIMARY KEY)");
    TimedAnswer answer = ask("SELECT * FROM unregistered", QueryHint.OLAP);
    assertThat(answer.time()).isEqualTo("none");
    assertThat(answer.problem()).startsWith("OLAP_REFUSED");
  }

  private TimedAnswer ask(String sql, QueryHint hint) {
    return TimedAnswer.of(engine, sql, hint, Duration.ofSeconds(1));
  }
}
