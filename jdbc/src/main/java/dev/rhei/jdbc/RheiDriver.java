package dev.rhei.jdbc;

import dev.rhei.HtapEngine;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;

/**
 * The driver for {@code jdbc:rhei:<path>?<option>=<value>&...}. Options are those of {@link
 * dev.rhei.HtapConfig#fromOptions}, with {@code tables=all} as default, and those of the SQLite
 * driver; others are refused.
 *
 * <p>Its connections are SQLite's, of which {@code jdbc:sqlite:<path>} would give the same, but for
 * this: in autocommit mode, queries are answered by whichever side is faster. Connections to one
 * file share one {@link HtapEngine}, which {@code unwrap(HtapEngine.class)} hands out; it is open
 * as long as one of them is. Where connections are not pooled, keep a {@link RheiDataSource} or one
 * connection open.
 *
 * <p>Thread-safe.
 */
public final class RheiDriver implements Driver {
  static {
    try {
      DriverManager.registerDriver(new RheiDriver());
    } catch (SQLException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final JDBC sqlite = new JDBC();

  /** For the service loader and for pools. */
  public RheiDriver() {}

  @Override
  public boolean acceptsURL(@Nullable String url) {
    return RheiUrl.isOurs(url);
  }

  /**
   * Connects.
   *
   * @param info more options; one that is in the URL too counts there
   * @return null if the URL is another driver's
   * @throws SQLException naming what is wrong with the URL, or why the engine does not open
   */
  @Override
  public @Nullable Connection connect(String url, @Nullable Properties info) throws SQLException {
    if (!acceptsURL(url)) {
      return null;
    }
    RheiUrl parsed = RheiUrl.parse(url, info == null ? new Properties() : info);
    return open(parsed, SharedEngines.OF_PROCESS.share(parsed));
  }

  /** A connection to the file; the share in its engine goes over to it. */
  static Connection open(RheiUrl url, Engines engines) throws SQLException {
    boolean done = false;
    try {
      Connection connection =
          new RheiConnection(engines, url.text(), url.path().toString(), url.sqliteProperties());
      done = true;
      return connection;
    } finally {
      if (!done) {
        engines.release();
      }
    }
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, @Nullable Properties info) {
    return RheiUrl.optionNames().stream()
        .map(name -> new DriverPropertyInfo(name, info == null ? null : info.getProperty(name)))
        .toArray(DriverPropertyInfo[]::new);
  }

  @Override
  public int getMajorVersion() {
    return sqlite.getMajorVersion();
  }

  @Override
  public int getMinorVersion() {
    return sqlite.getMinorVersion();
  }

  @Override
  public boolean jdbcCompliant() {
    return sqlite.jdbcCompliant();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("logs through SLF4J");
  }
}
