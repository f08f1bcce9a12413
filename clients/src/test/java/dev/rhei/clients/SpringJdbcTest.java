package dev.rhei.clients;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring's {@code JdbcTemplate} and transactions, with a new connection for each use. */
class SpringJdbcTest extends ClientContract {
  private static final String TOTALS =
      "/*+ olap */ SELECT customer, count(*) AS orders, sum(amount) AS total FROM orders"
          + " WHERE amount > ? GROUP BY customer ORDER BY customer";

  @Override
  List<Object> use(String url, Analysis analysis) throws Exception {
    List<Object> said = new ArrayList<>();
    DriverManagerDataSource source = new DriverManagerDataSource(url);
    JdbcTemplate jdbc = new JdbcTemplate(source);
    jdbc.execute(
        "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer TEXT UNIQUE NOT NULL, amount REAL)");
    said.add(insertedKey(jdbc, "ann", 1.5));
    said.add(insertedKey(jdbc, "bob", 2.25));
    said.add(
        jdbc.batchUpdate(
            "INSERT INTO orders (customer, amount) VALUES (?, ?)",
            List.of(new Object[] {"cyd", 4}, new Object[] {"dan", null}, new Object[] {"eve", 8})));
    said.add(analysis.run(() -> jdbc.queryForList(TOTALS, 2)));

    TransactionTemplate transaction =
        new TransactionTemplate(new DataSourceTransactionManager(source));
    transaction.executeWithoutResult(
        status -> {
          jdbc.update("UPDATE orders SET amount = amount + 1 WHERE customer = ?", "ann");
          said.add(jdbc.queryForList(TOTALS, 0)); // sees its own update
        });
    said.add(analysis.run(() -> jdbc.queryForList(TOTALS, 0)));
    transaction.executeWithoutResult(
        status -> {
          said.add(jdbc.update("DELETE FROM orders"));
          said.add(jdbc.queryForList(TOTALS, 0));
          status.setRollbackOnly();
        });
    said.add(analysis.run(() -> jdbc.queryForList(TOTALS, 0)));
    try {
      transaction.executeWithoutResult(
          status -> {
            jdbc.update("INSERT INTO orders (customer) VALUES ('fay')");
            jdbc.update("INSERT INTO orders (customer) VALUES ('ann')");
          });
    } catch (DataAccessException e) {
      said.add(e.getMessage());
    }
    said.add(analysis.run(() -> jdbc.queryForList(TOTALS, 0)));

    TransactionTemplate reading = new TransactionTemplate(new DataSourceTransactionManager(source));
    reading.setReadOnly(true);
    said.add(reading.execute(status -> jdbc.queryForList(TOTALS, 0)));
    reading.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
    said.add(analysis.run(() -> reading.execute(status -> jdbc.queryForList(TOTALS, 0))));
    said.add(jdbc.queryForObject("SELECT amount FROM orders WHERE id = ?", Double.class, 1));
    return said;
  }

  private static Number insertedKey(JdbcTemplate jdbc, String customer, double amount) {
    KeyHolder key = new GeneratedKeyHolder();
    jdbc.update(
        (Connection connection) -> {
          PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO orders (customer, amount) VALUES (?, ?)",
                  Statement.RETURN_GENERATED_KEYS);
          insert.setString(1, customer);
          insert.setDouble(2, amount);
          return insert;
        },
        key);
    return key.getKey();
  }
}
