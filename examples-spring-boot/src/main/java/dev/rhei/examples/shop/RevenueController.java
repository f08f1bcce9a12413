package dev.rhei.examples.shop;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Sums orders up: the copy's part, once there are many. */
@RestController
final class RevenueController {
  private final JdbcClient jdbc;

  RevenueController(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @GetMapping("/revenue")
  List<Revenue> revenue(@RequestParam(name = "by", defaultValue = "month") Period by) {
    return jdbc.sql(
            "SELECT substr(day, 1, ?) AS period, count(*) AS orders, sum(cents) AS cents"
                + " FROM orders GROUP BY period ORDER BY period")
        .param(by.length())
        .query(Revenue.class)
        .list();
  }
}
