package dev.rhei.workloads;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/** Makes the SQLite file of a workload, fast: nothing is kept for the case of a crash. */
public final class WorkloadFile {
  private static final int CACHE_KIBIBYTES = 256 * 1024;

  private WorkloadFile() {}

  /**
   * Makes the file, with indices, unless it is there. It comes under its name only once it is
   * complete. Statistics are left to {@link #statistics}.
   *
   * @return the number of rows written; 0 if it was there
   */
  public static long create(Path file, Workload workload) throws IOException, SQLException {
    if (Files.exists(file)) {
      return 0;
    }
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(part);
    long rows = 0;
    try (Connection connection =
            JDBC.createConnection(
                "jdbc:sqlite:" + part.toAbsolutePath(), options().toProperties());
        Statement statement = connection.createStatement()) {
      statement.execute("BEGIN");
      for (WorkloadTable table : workload.tables()) {
        statement.execute(table.create());
        rows += write(connection, table);
      }
      statement.execute("COMMIT");
      for (String index : workload.indices()) {
        statement.execute(index);
      }
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    return rows;
  }

  /** Gives the file what ANALYZE finds out, or takes it away. Nobody may have the file open. */
  public static void statistics(Path file, boolean wanted) throws SQLException {
    try (Connection connection =
            JDBC.createConnection("jdbc:sqlite:" + file.toAbsolutePath(), new Properties());
        Statement statement = connection.createStatement()) {
      boolean found;
      try (ResultSet rows =
          statement.executeQuery("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'")) {
        found = rows.next();
      }
      if (wanted && !found) {
        statement.execute("ANALYZE");
      } else if (!wanted) {
        statement.execute("DROP TABLE IF EXISTS sqlite_stat1");
        statement.execute("DROP TABLE IF EXISTS sqlite_stat4");
      }
    }
  }

  private static SQLiteConfig options() {
    SQLiteConfig options = new SQLiteConfig();
    options.setJournalMode(SQLiteConfig.JournalMode.OFF);
    options.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
    options.setLockingMode(SQLiteConfig.LockingMode.EXCLUSIVE);
    options.setCacheSize(-CACHE_KIBIBYTES);
    options.setGetGeneratedKeys(false); // else the driver asks for the rowid after each row
    return options;
  }

  private static long write(Connection connection, WorkloadTable table) throws SQLException {
    long rows = 0;
    try (PreparedStatement insert = connection.prepareStatement(table.insert())) {
      for (@Nullable Object[] row : table.rows()) {
        for (int i = 0; i < row.length; i++) {
          insert.setObject(i + 1, row[i]);
        }
        insert.execute();
        rows++;
      }
    }
    return rows;
  }
}
