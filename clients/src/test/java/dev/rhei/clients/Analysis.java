package dev.rhei.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.HtapEngine;
import java.sql.Connection;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Runs queries of which it is known who is to answer, and fails if another did. */
final class Analysis {
  private final @Nullable Connection held;

  private Analysis(@Nullable Connection held) {
    this.held = held;
  }

  static Analysis bySqlite() {
    return new Analysis(null);
  }

  /** The copy behind this connection, which is looked for by the first query. */
  static Analysis byCopyOf(Connection connection) {
    return new Analysis(connection);
  }

  <T> T run(Callable<T> query) throws Exception {
    if (held == null) {
      return query.call();
    }
    HtapEngine engine = held.unwrap(HtapEngine.class);
    engine.syncNow(); // SQLite answers for a table that was altered until it is loaded anew
    long before = engine.status().queries().onOlap();
    T answer = query.call();
    assertThat(engine.status().queries().onOlap()).as("answers of the copy").isGreaterThan(before);
    return answer;
  }
}
