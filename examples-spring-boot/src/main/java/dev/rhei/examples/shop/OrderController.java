package dev.rhei.examples.shop;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes orders: SQLite's part. */
@RestController
final class OrderController {
  private final JdbcClient jdbc;

  OrderController(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @PostMapping("/orders")
  @ResponseStatus(HttpStatus.CREATED)
  Map<String, Object> place(@RequestBody Order order) {
    KeyHolder key = new GeneratedKeyHolder();
    jdbc.sql("INSERT INTO orders (customer, cents, day) VALUES (?, ?, ?)")
        .params(order.customer(), order.cents(), order.day().toString())
        .update(key);
    return Map.of("id", key.getKeyAs(Integer.class));
  }
}
