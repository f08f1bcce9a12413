package dev.rhei.examples.shop;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Takes orders at {@code POST /orders} and sums them up at {@code GET /revenue?by=month}. */
@SpringBootApplication(proxyBeanMethods = false)
public class ShopApplication {
  /** Serves until it is stopped. {@code --shop.file=} names the file. */
  public static void main(String[] arguments) {
    SpringApplication.run(ShopApplication.class, arguments);
  }
}
