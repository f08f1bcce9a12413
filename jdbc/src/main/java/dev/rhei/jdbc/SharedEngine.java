package dev.rhei.jdbc;

import dev.rhei.HtapConfig;
import dev.rhei.HtapEngine;
import dev.rhei.core.error.HtapException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.jdbc4.JDBC4Connection;

/**
 * The engine of one file, opened for the first of its users and closed with the last. Until the
 * database has a table there is nothing to mirror, and the engine stays closed: tools that fill an
 * empty database find it empty. Thread-safe.
 */
final class SharedEngine {
  private static final Logger LOG = LoggerFactory.getLogger(SharedEngine.class);

  private static final String ANY_TABLE =
      "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
          + " LIMIT 1";
  private static final String OUR_TABLES =
      "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = '_rhei_meta'";

  private final Path file;
  private final RheiUrl url;
  private int users; // guarded by this
  private boolean retired; // guarded by this
  private volatile @Nullable HtapEngine engine; // written under this

  /** An engine for the file, as this URL wants it. */
  SharedEngine(Path file, RheiUrl url) {
    this.file = file;
    this.url = url;
  }

  /**
   * Adds a user.
   *
   * @return false if the last user is gone, and this object with it
   * @throws SQLException if the user wants other options than the engine has, or it does not open
   */
  synchronized boolean join(RheiUrl wanted) throws SQLException {
    if (retired) {
      return false;
    }
    requireSame(wanted.engine());
    users++;
    boolean joined = false;
    try {
      if (engine == null && isPopulated()) {
        open();
      }
      joined = true;
    } finally {
      if (!joined) {
        users--;
        retired = users == 0;
      }
    }
    return true;
  }

  /** What is asked for must be so; what is not asked for is as the first user wanted it. */
  private void requireSame(Map<String, String> wanted) throws SQLException {
    for (Map.Entry<String, String> option : wanted.entrySet()) {
      String has = url.engine().get(option.getKey());
      if (!option.getValue().equals(has)) {
        throw new SQLException(
            "'"
                + file
                + "' is open in this process with "
                + option.getKey()
                + (has == null ? " at its default" : "=" + has)
                + "; a connection with "
                + option.getKey()
                + "="
                + option.getValue()
                + " would share its engine. Give all URLs of the file the same options, or close"
                + " the other connections first");
      }
    }
  }

  /** Removes a user; true if it was the last. */
  synchronized boolean leave() throws SQLException {
    users--;
    if (users > 0) {
      return false;
    }
    retired = true;
    HtapEngine last = engine;
    engine = null;
    if (last != null) {
      try {
        last.close();
      } catch (HtapException e) {
        throw JdbcErrors.of(e);
      }
    }
    return true;
  }

  synchronized boolean isRetired() {
    return retired;
  }

  @Nullable HtapEngine current() {
    return engine;
  }

  synchronized HtapEngine require() throws SQLException {
    HtapEngine opened = engine;
    return opened == null ? open() : opened;
  }

  void schemaChanged() {
    HtapEngine opened = engine;
    if (opened != null && has(OUR_TABLES)) {
      GivenEngine.noteSchemaChange(opened);
      return;
    }
    synchronized (this) {
      try {
        closeIfBereft();
        if (engine == null && !retired && isPopulated()) {
          open();
        }
      } catch (SQLException e) {
        LOG.warn(
            "the copy of '{}' could not be opened after its first table was made; the next"
                + " connection will try again",
            file,
            e);
      }
    }
  }

  /** A tool that cleans a database drops our tables with the others; then we begin anew. */
  private void closeIfBereft() throws SQLException {
    HtapEngine opened = engine;
    if (opened != null && !has(OUR_TABLES)) {
      LOG.warn("the tables of the log in '{}' were dropped; the copy is built anew", file);
      engine = null;
      try {
        opened.close();
      } catch (HtapException e) {
        throw JdbcErrors.of(e);
      }
    }
  }

  private HtapEngine open() throws SQLException {
    try {
      HtapConfig config = url.config();
      HtapEngine opened = HtapEngine.open(config);
      engine = opened;
      return opened;
    } catch (HtapException e) {
      throw JdbcErrors.of(e);
    }
  }

  private boolean isPopulated() {
    try {
      return Files.exists(file) && Files.size(file) > 0 && has(ANY_TABLE);
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether a query has a row. What is no database is for the connection to complain of. */
  private boolean has(String query) {
    try (JDBC4Connection look =
            new JDBC4Connection("jdbc:sqlite:" + file, file.toString(), new Properties());
        Statement statement = look.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next();
    } catch (SQLException e) {
      LOG.debug("no look into '{}'", file, e);
      return false;
    }
  }
}
