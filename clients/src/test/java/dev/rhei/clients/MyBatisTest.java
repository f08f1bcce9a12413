package dev.rhei.clients;

import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.apache.ibatis.datasource.pooled.PooledDataSource;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;

/** MyBatis: annotated mappers, generated keys, sessions in and out of transactions, batches. */
class MyBatisTest extends ClientContract {
  /** An order to be written, which is given its key. */
  static final class Order {
    int id;
    final String customer;
    final double amount;

    Order(String customer, double amount) {
      this.customer = customer;
      this.amount = amount;
    }
  }

  /** SQL of the shop. */
  interface Shop {
    @Update("CREATE TABLE orders (id INTEGER PRIMARY KEY, customer TEXT NOT NULL, amount REAL)")
    void create();

    @Insert("INSERT INTO orders (customer, amount) VALUES (#{customer}, #{amount})")
    @Options(useGeneratedKeys = true, keyProperty = "id")
    int insert(Order order);

    @Update("UPDATE orders SET amount = amount * #{factor} WHERE customer = #{customer}")
    int raise(@Param("customer") String customer, @Param("factor") int factor);

    @Select(
        "/*+ olap */ SELECT customer, count(*) AS orders, sum(amount) AS total FROM orders"
            + " WHERE amount >= #{least} GROUP BY customer ORDER BY customer")
    List<Map<String, Object>> totals(double least);
  }

  @Override
  List<Object> use(String url, Analysis analysis) throws Exception {
    List<Object> said = new ArrayList<>();
    String driver = DriverManager.getDriver(url).getClass().getName();
    PooledDataSource pool = new PooledDataSource(driver, url, "", "");
    try {
      Configuration configuration =
          new Configuration(new Environment("test", new JdbcTransactionFactory(), pool));
      configuration.addMapper(Shop.class);
      SqlSessionFactory sessions = new SqlSessionFactoryBuilder().build(configuration);
      try (SqlSession session = sessions.openSession(true)) {
        session.getMapper(Shop.class).create();
        said.add(inserted(session, "ann", 1.5));
        said.add(analysis.run(() -> session.getMapper(Shop.class).totals(0)));
      }
      try (SqlSession session = sessions.openSession()) {
        said.add(inserted(session, "bob", 2.25));
        said.add(session.getMapper(Shop.class).raise("ann", 3));
        said.add(session.getMapper(Shop.class).totals(2));
        session.commit();
        said.add(inserted(session, "cyd", 100));
        said.add(session.getMapper(Shop.class).totals(2));
      } // which rolls the last one back
      said.add(afterwards(sessions, analysis));
      try (SqlSession batch = sessions.openSession(ExecutorType.BATCH)) {
        for (int i = 0; i < 100; i++) {
          batch.getMapper(Shop.class).insert(new Order("c" + i % 7, i));
        }
        batch.commit();
      }
      said.add(afterwards(sessions, analysis));
    } finally {
      pool.forceCloseAll();
    }
    return said;
  }

  private static int inserted(SqlSession session, String customer, double amount) {
    Order order = new Order(customer, amount);
    session.getMapper(Shop.class).insert(order);
    return order.id;
  }

  private static Object afterwards(SqlSessionFactory sessions, Analysis analysis) throws Exception {
    try (SqlSession session = sessions.openSession(true)) {
      return analysis.run(() -> session.getMapper(Shop.class).totals(2));
    }
  }
}
