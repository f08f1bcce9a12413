package dev.rhei.clients;

import static org.jooq.impl.DSL.avg;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.table;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** jOOQ: DDL, RETURNING, aggregates, transactions inside of transactions, typed rows. */
class JooqTest extends ClientContract {
  private static final Table<Record> ORDERS = table(name("orders"));
  private static final Field<Integer> ID = field(name("id"), SQLDataType.INTEGER);
  private static final Field<String> CUSTOMER = field(name("customer"), SQLDataType.VARCHAR);
  private static final Field<BigDecimal> AMOUNT = field(name("amount"), SQLDataType.DECIMAL(10, 2));
  private static final Field<LocalDate> DAY = field(name("day"), SQLDataType.LOCALDATE);

  @Override
  List<Object> use(String url, Analysis analysis) throws Exception {
    List<Object> said = new ArrayList<>();
    DSLContext jooq = DSL.using(new DriverManagerDataSource(url), SQLDialect.SQLITE);
    jooq.createTable(ORDERS)
        .column(ID, SQLDataType.INTEGER.identity(true))
        .column(CUSTOMER, SQLDataType.VARCHAR.nullable(false))
        .column(AMOUNT)
        .column(DAY)
        .execute();
    said.add(
        jooq.insertInto(ORDERS, CUSTOMER, AMOUNT, DAY)
            .values("ann", new BigDecimal("1.50"), LocalDate.of(2026, 1, 31))
            .values("bob", new BigDecimal("2.25"), LocalDate.of(2026, 2, 1))
            .values("ann", null, null)
            .returning(ID, CUSTOMER)
            .fetch());
    said.add(analysis.run(() -> onCopy(jooq, totals(jooq))));

    jooq.transaction(
        outer -> {
          outer.dsl().update(ORDERS).set(AMOUNT, new BigDecimal("9.75")).where(ID.eq(3)).execute();
          try {
            outer
                .dsl()
                .transaction(
                    inner -> {
                      said.add(inner.dsl().deleteFrom(ORDERS).execute());
                      said.add(onCopy(inner.dsl(), totals(inner.dsl())));
                      throw new IllegalStateException("only the inner one is undone");
                    });
          } catch (IllegalStateException e) {
            said.add(e.getMessage());
          }
          said.add(totals(outer.dsl()).fetch());
        });
    said.add(analysis.run(() -> onCopy(jooq, totals(jooq))));
    said.add(
        jooq.select(ID, DAY, AMOUNT).from(ORDERS).where(DAY.ge(LocalDate.of(2026, 2, 1))).fetch());
    said.add(
        jooq.batch(
                jooq.deleteFrom(ORDERS).where(ID.eq(1)),
                jooq.insertInto(ORDERS, CUSTOMER).values("cyd"))
            .execute());
    said.add(analysis.run(() -> onCopy(jooq, totals(jooq))));
    return said;
  }

  private static Select<?> totals(DSLContext jooq) {
    return jooq.select(CUSTOMER, count(), sum(AMOUNT), avg(AMOUNT), max(DAY))
        .from(ORDERS)
        .where(CUSTOMER.in("ann", "bob"))
        .groupBy(CUSTOMER)
        .orderBy(CUSTOMER);
  }

  /** The comment goes in front of SELECT, where {@code Select.hint} would not put it. */
  private static List<?> onCopy(DSLContext jooq, Select<?> query) {
    return jooq.resultQuery("/*+ olap */ {0}", query).coerce(query.getSelect()).fetch();
  }
}
