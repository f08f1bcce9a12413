package dev.rhei.examples;

import java.io.BufferedReader;
import java.io.Console;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;

/**
 * Where the program reads and writes.
 *
 * @param in what the user types
 * @param out what the user sees
 * @param interactive whether there is a terminal: bars move and the prompt shows itself
 */
record Screen(BufferedReader in, PrintStream out, boolean interactive) {
  /** The process's own. */
  static Screen system() {
    return new Screen(
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())),
        System.out,
        onTerminal());
  }

  @SuppressWarnings("SystemConsoleNull") // which is why isTerminal is asked
  private static boolean onTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true; // before Java 22, only a terminal has a console
    }
  }

  void line(String text) {
    out.println(text);
  }

  /** What went wrong, in its own words. */
  void failure(Exception failure) {
    out.println(failure.getMessage());
  }
}
