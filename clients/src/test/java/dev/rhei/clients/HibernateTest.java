package dev.rhei.clients;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.cfg.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Hibernate: a schema made by hbm2ddl, entities with an association, aggregates in HQL. Queries
 * outside of transactions are routed; their hint is put in front by a statement inspector.
 */
class HibernateTest extends ClientContract {
  private static final String TOTALS =
      "select c.name, count(o), sum(o.amount), max(o.day) from Purchase o join o.customer c"
          + " where o.amount > :least group by c.name order by c.name";

  /** Who buys. */
  @Entity(name = "Customer")
  static class Customer {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long id;

    String name = "";

    @OneToMany(mappedBy = "customer", cascade = CascadeType.ALL, orphanRemoval = true)
    List<Purchase> purchases = new ArrayList<>();

    void buy(String amount, LocalDate day) {
      Purchase purchase = new Purchase();
      purchase.customer = this;
      purchase.amount = new BigDecimal(amount);
      purchase.day = day;
      purchases.add(purchase);
    }
  }

  /** What was bought. */
  @Entity(name = "Purchase")
  static class Purchase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long id;

    @ManyToOne(optional = false)
    @Nullable Customer customer;

    BigDecimal amount = BigDecimal.ZERO;
    @Nullable LocalDate day;
  }

  @Override
  List<Object> use(String url, Analysis analysis) throws Exception {
    List<Object> said = new ArrayList<>();
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setJdbcUrl(url);
      Configuration configuration = new Configuration();
      configuration.addAnnotatedClasses(Customer.class, Purchase.class);
      configuration.getProperties().put("hibernate.connection.datasource", pool);
      configuration.setProperty("hibernate.hbm2ddl.auto", "create");
      configuration.setStatementInspector(
          sql -> sql.startsWith("select") && sql.contains("group by") ? "/*+ olap */ " + sql : sql);
      try (SessionFactory sessions = configuration.buildSessionFactory()) {
        trade(sessions, analysis, said);
      }
    }
    return said;
  }

  private static void trade(SessionFactory sessions, Analysis analysis, List<Object> said)
      throws Exception {
    sessions.inTransaction(
        session -> {
          Customer ann = new Customer();
          ann.name = "ann";
          ann.buy("1.50", LocalDate.of(2026, 1, 31));
          ann.buy("20.25", LocalDate.of(2026, 2, 1));
          session.persist(ann);
          Customer bob = new Customer();
          bob.name = "bob";
          bob.buy("4.00", LocalDate.of(2026, 3, 1));
          session.persist(bob);
          said.add(Arrays.asList(ann.id, bob.id));
        });
    said.add(analysis.run(() -> totals(sessions)));
    sessions.inTransaction(
        session -> {
          Customer ann = session.find(Customer.class, 1L);
          ann.name = "anna";
          ann.purchases.remove(0);
          ann.purchases.get(0).amount = new BigDecimal("21.75");
          session.flush();
          said.add(totals(session)); // in a transaction: SQLite's, which sees what it did
        });
    said.add(analysis.run(() -> totals(sessions)));
    try {
      sessions.inTransaction(
          session -> {
            session.createMutationQuery("delete Purchase").executeUpdate();
            throw new IllegalStateException("undone");
          });
    } catch (IllegalStateException e) {
      said.add(e.getMessage());
    }
    said.add(analysis.run(() -> totals(sessions)));
    sessions.inTransaction(session -> session.remove(session.find(Customer.class, 2L)));
    said.add(analysis.run(() -> totals(sessions)));
    try (StatelessSession session = sessions.openStatelessSession()) {
      said.add(
          session
              .createSelectionQuery("select name from Customer where id = :id", String.class)
              .setParameter("id", 1L)
              .getSingleResult());
    }
  }

  private static List<List<Object>> totals(SessionFactory sessions) {
    try (Session session = sessions.openSession()) {
      return totals(session);
    }
  }

  private static List<List<Object>> totals(Session session) {
    return session
        .createSelectionQuery(TOTALS, Object[].class)
        .setParameter("least", BigDecimal.ONE)
        .getResultStream()
        .map(Arrays::asList)
        .toList();
  }
}
