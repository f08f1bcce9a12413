package dev.rhei.examples;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A screen that keeps what is shown. */
final class TestScreen {
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final Screen screen;

  TestScreen(boolean interactive, String... typed) {
    screen =
        new Screen(
            new BufferedReader(new StringReader(String.join("\n", typed))),
            new PrintStream(shown, true, StandardCharsets.UTF_8),
            interactive);
  }

  Screen screen() {
    return screen;
  }

  String text() {
    return shown.toString(StandardCharsets.UTF_8);
  }

  List<String> lines() {
    return text().lines().toList();
  }
}
