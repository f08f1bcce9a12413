package dev.rhei.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Flyway: a first migration of an empty file, a second one under an engine that is at work. */
class FlywayTest extends ClientContract {
  private static final String BY_CUSTOMER =
      "/*+ olap */ SELECT name, count(*) AS orders, sum(amount) AS total"
          + " FROM orders JOIN customers ON customers.id = orders.customer"
          + " GROUP BY name ORDER BY name";

  @Override
  Set<String> timed() {
    return Set.of("flyway_schema_history");
  }

  @Override
  List<Object> use(String url, Analysis analysis) throws Exception {
    List<Object> said = new ArrayList<>();
    try (HikariDataSource pool = pool(url)) {
      JdbcTemplate jdbc = new JdbcTemplate(pool);
      FluentConfiguration flyway = flyway(pool);

      said.add(flyway.target("1").load().migrate().migrationsExecuted);
      for (int i = 1; i <= 100; i++) {
        jdbc.update("INSERT INTO orders (customer, amount) VALUES (?, ?)", 1 + i % 2, i / 4.0);
      }
      said.add(analysis.run(() -> jdbc.queryForList(BY_CUSTOMER)));

      said.add(flyway.target("latest").load().migrate().migrationsExecuted);
      said.add(analysis.run(() -> jdbc.queryForList(BY_CUSTOMER)));
      said.add(
          analysis.run(
              () ->
                  jdbc.queryForList(
                      "/*+ olap */ SELECT name, sum(amount) AS total FROM kept GROUP BY name"
                          + " ORDER BY name")));
      said.add(
          analysis.run(
              () ->
                  jdbc.queryForList(
                      "/*+ olap */ SELECT sum(returned), count(text) FROM orders LEFT JOIN reasons"
                          + " ON order_id = id")));
      said.add(flyway.load().validateWithResult().validationSuccessful);
      said.add(flyway.load().migrate().migrationsExecuted);
    }
    return said;
  }

  @Test
  void cleanAndMigrateStartOver() throws Exception {
    Path file = folder.resolve("cleaned.db");
    try (HikariDataSource pool = pool("jdbc:rhei:" + file)) {
      JdbcTemplate jdbc = new JdbcTemplate(pool);
      Flyway flyway = flyway(pool).cleanDisabled(false).load();
      flyway.migrate();
      jdbc.update("INSERT INTO orders (customer, amount) VALUES (1, 5)");
      jdbc.queryForList(BY_CUSTOMER);
      flyway.clean();
      assertThat(SqliteFile.tables(file)).isEmpty();
      assertThat(flyway.migrate().migrationsExecuted).isEqualTo(2);
      jdbc.update("INSERT INTO orders (customer, amount) VALUES (2, 7)");
      try (Connection held = pool.getConnection()) {
        assertThat(Analysis.byCopyOf(held).run(() -> jdbc.queryForList(BY_CUSTOMER)).toString())
            .isEqualTo("[{name=bob, orders=1, total=7.0}]");
      }
    }
  }

  private static HikariDataSource pool(String url) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(url);
    return pool;
  }

  private static FluentConfiguration flyway(DataSource source) {
    return Flyway.configure().dataSource(source).locations("classpath:flyway");
  }
}
