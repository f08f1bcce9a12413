package dev.rhei.clients;

import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** JDBI: handles, transactions with savepoints, batches, rows mapped to records. */
class JdbiTest extends ClientContract {
  private static final String TOTALS =
      "/*+ olap */ SELECT customer, count(*) AS orders, sum(amount) AS total FROM orders"
          + " WHERE id >= :first GROUP BY customer ORDER BY customer";

  /** A row of an analysis. */
  record Total(String customer, int orders, @Nullable Double total) {}

  @Override
  List<Object> use(String url, Analysis analysis) throws Exception {
    List<Object> said = new ArrayList<>();
    Jdbi jdbi = Jdbi.create(url);
    jdbi.registerRowMapper(ConstructorMapper.factory(Total.class));
    jdbi.useHandle(
        handle -> {
          handle.execute(
              "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer TEXT NOT NULL, amount REAL)");
          PreparedBatch batch =
              handle.prepareBatch(
                  "INSERT INTO orders (customer, amount) VALUES (:customer, :amount)");
          batch.bind("customer", "ann").bind("amount", 1.5).add();
          batch.bind("customer", "bob").bind("amount", 2.25).add();
          batch.bind("customer", "ann").bindNull("amount", Types.REAL).add();
          said.add(batch.execute());
          said.add(
              handle
                  .createUpdate("INSERT INTO orders (customer, amount) VALUES ('cyd', 4)")
                  .executeAndReturnGeneratedKeys()
                  .mapTo(Long.class)
                  .one());
          said.add(analysis.run(() -> totals(handle)));
        });
    said.add(
        jdbi.inTransaction(
            handle -> {
              handle.execute("UPDATE orders SET amount = ? WHERE id = ?", 16, 3);
              handle.savepoint("before");
              handle.execute("DELETE FROM orders");
              said.add(totals(handle));
              handle.rollbackToSavepoint("before");
              return totals(handle);
            }));
    said.add(analysis.run(() -> jdbi.withHandle(JdbiTest::totals)));
    try {
      jdbi.useTransaction(
          handle -> {
            handle.execute("DELETE FROM orders WHERE customer = 'ann'");
            throw new IllegalStateException("undone");
          });
    } catch (IllegalStateException e) {
      said.add(e.getMessage());
    }
    said.add(analysis.run(() -> jdbi.withHandle(JdbiTest::totals)));
    said.add(
        jdbi.withHandle(
            handle -> handle.select("SELECT * FROM orders WHERE id = ?", 2).mapToMap().list()));
    return said;
  }

  private static List<Total> totals(Handle handle) {
    return handle.createQuery(TOTALS).bind("first", 1).mapTo(Total.class).list();
  }
}
