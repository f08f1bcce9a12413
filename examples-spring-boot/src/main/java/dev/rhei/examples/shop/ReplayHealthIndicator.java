package dev.rhei.examples.shop;

import dev.rhei.HtapEngine;
import dev.rhei.core.sync.SyncStatus;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** How far the copy is behind, and who answers. The shop is up without it: SQLite answers then. */
@Component
final class ReplayHealthIndicator extends AbstractHealthIndicator {
  private final DataSource source;

  ReplayHealthIndicator(DataSource source) {
    this.source = source;
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) throws SQLException {
    try (Connection connection = source.getConnection()) {
      SyncStatus status = connection.unwrap(HtapEngine.class).status();
      builder
          .up()
          .withDetail("lagEvents", status.lagEvents())
          .withDetail("lagMillis", status.lag().toMillis())
          .withDetail("queriesOnSqlite", status.queries().onOltp())
          .withDetail("queriesOnCopy", status.queries().onOlap());
      status.lastError().ifPresent(failure -> builder.withException(failure.error()));
    }
  }
}
