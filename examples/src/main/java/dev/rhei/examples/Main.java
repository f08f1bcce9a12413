package dev.rhei.examples;

import dev.rhei.core.error.HtapException;
import java.io.IOException;

/** Without arguments runs TPC-H under writes; with the path of an SQLite file answers SQL on it. */
public final class Main {
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  private Main() {}

  /** Exits with 1 if the engines' answers differ or a statement fails, with 2 if misused. */
  public static void main(String[] arguments) {
    int status = run(arguments, Screen.system());
    if (status != 0) {
      System.exit(status);
    }
  }

  static int run(String[] arguments, Screen screen) {
    try {
      Arguments parsed = Arguments.parse(arguments);
      boolean good =
          parsed instanceof Arguments.SqliteFile file
              ? new FileRun(file, screen).run()
              : new TpchRun((Arguments.Tpch) parsed, screen).run();
      return good ? 0 : FAILED;
    } catch (UsageException e) {
      screen.failure(e);
      screen.line("");
      screen.line(Arguments.USAGE);
      return MISUSED;
    } catch (HtapException | IOException e) {
      screen.failure(e);
      return FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    }
  }
}
