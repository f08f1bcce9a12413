package dev.rhei.clients;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.springframework.jdbc.core.JdbcTemplate;

/** Liquibase: changes and their rollback, under an engine that is at work. */
class LiquibaseTest extends ClientContract {
  private static final String BY_CUSTOMER =
      "/*+ olap */ SELECT customer, count(*) AS orders, sum(amount) AS total FROM orders"
          + " GROUP BY customer ORDER BY customer";

  /** Something to do with a change log. */
  interface Step {
    void run(Liquibase liquibase) throws Exception;
  }

  @Override
  Set<String> timed() {
    return Set.of("DATABASECHANGELOG", "DATABASECHANGELOGLOCK");
  }

  @Override
  List<Object> use(String url, Analysis analysis) throws Exception {
    List<Object> said = new ArrayList<>();
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setJdbcUrl(url);
      JdbcTemplate jdbc = new JdbcTemplate(pool);
      change(pool, liquibase -> liquibase.update(1, ""));
      for (int i = 2; i <= 100; i++) {
        jdbc.update("INSERT INTO orders VALUES (?, ?, ?)", i, "c" + i % 3, i / 4.0);
      }
      said.add(analysis.run(() -> jdbc.queryForList(BY_CUSTOMER)));

      change(pool, liquibase -> liquibase.update(1, ""));
      jdbc.update("UPDATE orders SET returned = 1 WHERE id < 10");
      said.add(analysis.run(() -> jdbc.queryForList(BY_CUSTOMER)));
      said.add(
          analysis.run(
              () -> jdbc.queryForList("/*+ olap */ SELECT sum(returned), count(*) FROM orders")));

      change(pool, liquibase -> liquibase.update(new Contexts()));
      said.add(
          analysis.run(
              () ->
                  jdbc.queryForList(
                      "/*+ olap */ SELECT customer, text FROM orders JOIN reasons"
                          + " ON order_id = id")));
      change(pool, liquibase -> liquibase.rollback(2, ""));
      said.add(analysis.run(() -> jdbc.queryForList(BY_CUSTOMER)));
      said.add(
          jdbc.queryForList(
              "SELECT name, sql FROM sqlite_schema WHERE tbl_name = 'orders' AND type <> 'trigger'"));
    }
    return said;
  }

  private static void change(HikariDataSource pool, Step step) throws Exception {
    try (Connection connection = pool.getConnection();
        Liquibase liquibase =
            new Liquibase(
                "liquibase/shop.xml",
                new ClassLoaderResourceAccessor(),
                DatabaseFactory.getInstance()
                    .findCorrectDatabaseImplementation(new JdbcConnection(connection)))) {
      Scope.child(Scope.Attr.ui, new LoggerUIService(), () -> step.run(liquibase));
    }
  }
}
