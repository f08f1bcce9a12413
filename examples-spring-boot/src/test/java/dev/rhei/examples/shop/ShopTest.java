package dev.rhei.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.HtapEngine;
import dev.rhei.testkit.LeakGuard;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The service as it is started, over HTTP. */
@ExtendWith(LeakGuard.class)
class ShopTest {
  private static final int MANY = 100_000;

  /** The router learns of so many new rows while the copy takes them over. */
  private static final int QUESTIONS = 1_000;

  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private ConfigurableApplicationContext shop;

  @BeforeEach
  void start() {
    shop =
        SpringApplication.run(
            ShopApplication.class,
            "--server.port=0",
            "--shop.file=" + folder.resolve("shop.db"),
            "--spring.main.banner-mode=off",
            "--logging.level.root=warn");
  }

  @AfterEach
  void stop() {
    shop.close();
  }

  @Test
  void ordersAreSummedUpByTheCopyOnceThereAreMany() throws Exception {
    assertThat(order("ann", 150, "2026-01-31")).isEqualTo("{\"id\":1}");
    assertThat(order("bob", 225, "2026-02-01")).isEqualTo("{\"id\":2}");
    assertThat(get("/revenue?by=month"))
        .isEqualTo(
            """
            [{"period":"2026-01","orders":1,"cents":150},{"period":"2026-02","orders":1,"cents":225}]""");
    assertThat(onCopy()).isZero();

    shop.getBean(JdbcClient.class)
        .sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
                + " INSERT INTO orders (customer, cents, day)"
                + " SELECT 'c' || i % 1000, 100, '2025-0' || (1 + i % 4) || '-15' FROM n")
        .param(MANY)
        .update();
    for (int i = 0; onCopy() == 0 && i < QUESTIONS; i++) {
      assertThat(get("/revenue?by=year")).isEqualTo(byYear(2, 375));
    }
    assertThat(onCopy()).isEqualTo(1);
    assertThat(order("ann", 50, "2026-01-31")).isEqualTo("{\"id\":" + (MANY + 3) + "}");
    assertThat(get("/revenue?by=year")).isEqualTo(byYear(3, 425));
    assertThat(onCopy()).isEqualTo(2);
  }

  private static String byYear(int orders, int cents) {
    return """
        [{"period":"2025","orders":%d,"cents":%d},{"period":"2026","orders":%d,"cents":%d}]"""
        .formatted(MANY, MANY * 100, orders, cents);
  }

  @Test
  void healthTellsOfTheDatabaseAndOfTheReplay() throws Exception {
    order("ann", 150, "2026-01-31");
    assertThat(get("/actuator/health"))
        .contains("\"status\":\"UP\"")
        .contains("\"database\":\"SQLite\"")
        .contains("\"lagEvents\":")
        .doesNotContain("DOWN");
  }

  private String order(String customer, int cents, String day)
      throws IOException, InterruptedException {
    String body =
        "{\"customer\":\"%s\",\"cents\":%d,\"day\":\"%s\"}".formatted(customer, cents, day);
    return send(
        request("/orders")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)),
        201);
  }

  private String get(String path) throws IOException, InterruptedException {
    return send(request(path), 200);
  }

  private HttpRequest.Builder request(String path) {
    String port = shop.getEnvironment().getRequiredProperty("local.server.port");
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
  }

  private String send(HttpRequest.Builder request, int status)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return response.body();
  }

  private long onCopy() throws SQLException {
    try (Connection connection = shop.getBean(DataSource.class).getConnection()) {
      return connection.unwrap(HtapEngine.class).status().queries().onOlap();
    }
  }
}
