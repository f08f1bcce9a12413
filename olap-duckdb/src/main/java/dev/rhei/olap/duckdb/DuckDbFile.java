package dev.rhei.olap.duckdb;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Opens the database, locked down, and decides what a file that does not open is. */
final class DuckDbFile {
  private static final byte[] SQLITE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  private final DuckDbConfig config;
  private final @Nullable Path path;

  DuckDbFile(DuckDbConfig config) {
    this.config = config;
    this.path = config.path().map(Path::toAbsolutePath).orElse(null);
  }

  /** What messages call it. */
  String name() {
    return path == null ? "in memory" : path.toString();
  }

  /** Claims the file against other engines of this JVM; to be taken before anything else. */
  AutoCloseable claim() {
    return path == null ? () -> {} : FileClaim.of(path);
  }

  /**
   * Marks the file as open, after it was claimed and before it is opened.
   *
   * @throws DamagedFileException if it was open when the system stopped
   */
  OpenMark mark() {
    return path == null ? OpenMark.none() : OpenMark.make(path, config.flushCommits());
  }

  /**
   * The first connection. Our tables are there, and of the format we know.
   *
   * @param mark is told what becomes of the file
   * @throws DamagedFileException the file must be built again
   * @throws HtapException for any other reason; the file was not touched
   */
  DuckDBConnection open(OpenMark mark) {
    checkPath();
    DuckDBConnection connection;
    try {
      connection =
          DuckDBConnection.newConnection(
              "jdbc:duckdb:" + (path == null ? "" : path), false, properties(mark.flushes()));
      mark.opened();
    } catch (SQLException e) {
      throw openFailure(e);
    } catch (Exception e) {
      throw new HtapException(
          ErrorCode.OLAP_OPEN_FAILED, "cannot open DuckDB file " + name() + ": " + e, e);
    }
    try {
      lockDown(connection);
      checkTables(connection);
      return connection;
    } catch (SQLException e) {
      HtapException failure = openFailure(e);
      closeAfter(connection, mark, failure);
      throw failure;
    } catch (RuntimeException | Error e) {
      closeAfter(connection, mark, e);
      throw e;
    }
  }

  /** Renames the file, and its log, to {@code .damaged}. */
  void moveAside() {
    if (path == null) {
      return;
    }
    Path aside = sibling(".damaged");
    try {
      Files.move(path, aside, StandardCopyOption.REPLACE_EXISTING);
      Path log = sibling(".wal");
      Path logAside = sibling(".damaged.wal");
      if (Files.exists(log)) {
        Files.move(log, logAside, StandardCopyOption.REPLACE_EXISTING);
      } else {
        Files.deleteIfExists(logAside);
      }
    } catch (IOException e) {
      throw new HtapException(
          ErrorCode.OLAP_OPEN_FAILED, "cannot move " + path + " aside to " + aside + ": " + e, e);
    }
  }

  private Path sibling(String suffix) {
    Path file = Objects.requireNonNull(path);
    return file.resolveSibling(file.getFileName() + suffix);
  }

  private void checkPath() {
    if (path == null) {
      return;
    }
    Path directory = path.getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new HtapException(
          ErrorCode.OLAP_OPEN_FAILED,
          "cannot open DuckDB file " + path + ": there is no directory " + directory);
    }
    if (!Files.exists(path)) {
      if (!Files.isWritable(directory)) {
        throw new HtapException(
            ErrorCode.OLAP_OPEN_FAILED,
            "cannot create DuckDB file " + path + ": directory " + directory + " is not writable");
      }
      return;
    }
    if (!Files.isRegularFile(path) || !Files.isReadable(path) || !Files.isWritable(path)) {
      throw new HtapException(
          ErrorCode.OLAP_OPEN_FAILED,
          "cannot open DuckDB file " + path + ": it is not a file that can be read and written");
    }
  }

  private static boolean isSqlite(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(SQLITE.length), SQLITE);
    } catch (IOException e) {
      throw new HtapException(ErrorCode.OLAP_OPEN_FAILED, "cannot read " + file + ": " + e, e);
    }
  }

  /** Options that hold for every connection. Most also decide what SQL means: see the dialect. */
  private Properties properties(boolean flushes) {
    Properties properties = new Properties();
    properties.setProperty("memory_limit", config.memoryLimit() + "B");
    properties.setProperty("threads", Integer.toString(config.threads()));
    properties.setProperty("temp_directory", config.tempDirectory().toString());
    if (!flushes) {
      properties.setProperty("fsync_mode", "NONE"); // see OpenMark
    }
    // Nothing from outside: no file, no network, no extension.
    properties.setProperty("enable_external_access", "false");
    properties.setProperty("autoinstall_known_extensions", "false");
    properties.setProperty("autoload_known_extensions", "false");
    properties.setProperty("allow_community_extensions", "false");
    // SQLite's arithmetic, order and subqueries.
    properties.setProperty("integer_division", "true");
    properties.setProperty("default_null_order", "sqlite");
    properties.setProperty("error_on_division_by_zero", "false");
    properties.setProperty("ieee_floating_point_ops", "false");
    properties.setProperty("order_by_non_integer_literal", "true");
    properties.setProperty("scalar_subquery_error_on_multiple_rows", "false");
    // Results come in pieces of 10 MiB instead of whole: they are outside memory_limit.
    properties.setProperty("jdbc_stream_results", "true");
    // BEGIN fixes the snapshot: see DuckDbState.
    properties.setProperty("immediate_transaction_mode", "true");
    // A second engine in this JVM must fail and not share this one's database.
    properties.setProperty("jdbc_instance_cache", "false");
    return properties;
  }

  private void lockDown(DuckDBConnection connection) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET GLOBAL TimeZone = 'UTC'"); // not accepted while the database opens
      statement.execute("SET GLOBAL lock_configuration = true");
    } catch (SQLException e) {
      throw new HtapException(
          ErrorCode.OLAP_OPEN_FAILED,
          "cannot lock the configuration of DuckDB file " + name() + ": " + DuckDbErrors.text(e),
          e);
    }
  }

  private void checkTables(DuckDBConnection connection) throws SQLException {
    boolean ours;
    boolean others;
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT count(*) FILTER (name = '_rhei_position'),"
                    + " count(*) FILTER (name <> '_rhei_position')"
                    + " FROM (SELECT table_name AS name FROM duckdb_tables()"
                    + " UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal)")) {
      rows.next();
      ours = rows.getLong(1) > 0;
      others = rows.getLong(2) > 0;
    }
    if (!ours) {
      if (others) {
        throw new HtapException(
            ErrorCode.CONFIG_INVALID,
            "DuckDbConfig: path="
                + path
                + " is a DuckDB database of somebody else; the copy needs a file of its own."
                + " It was not touched");
      }
      DuckDbMeta.create(new DuckDbSession(connection));
      return;
    }
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT format FROM _rhei_position")) {
      if (!rows.next() || rows.getInt(1) != DuckDbMeta.FORMAT) {
        throw new DamagedFileException(
            "DuckDB file " + name() + " is of another format than " + DuckDbMeta.FORMAT, null);
      }
    }
  }

  /** What an error while opening means for the file. */
  HtapException openFailure(SQLException e) {
    if (DuckDbErrors.isLocked(e)) {
      return new HtapException(
          ErrorCode.OLAP_LOCKED,
          "DuckDB file "
              + name()
              + " is already open, in another process or by another engine of this one: "
              + DuckDbErrors.text(e),
          e);
    }
    // Only now a look into the file: closing it would free the locks of whoever has it open.
    if (path != null && Files.isReadable(path) && isSqlite(path)) {
      return new HtapException(
          ErrorCode.CONFIG_INVALID,
          "DuckDbConfig: path="
              + path
              + " is a SQLite database; the copy needs a file of its own. It was not touched",
          e);
    }
    String message = "cannot open DuckDB file " + name() + ": " + DuckDbErrors.text(e);
    return path != null && Files.exists(path) && DuckDbErrors.isDamage(e)
        ? new DamagedFileException(message, e)
        : new HtapException(ErrorCode.OLAP_OPEN_FAILED, message, e);
  }

  private static void closeAfter(DuckDBConnection connection, OpenMark mark, Throwable failure) {
    try {
      connection.close();
      mark.closed();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }
}
