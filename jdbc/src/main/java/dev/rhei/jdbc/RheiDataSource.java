package dev.rhei.jdbc;

import dev.rhei.HtapEngine;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connections to one file, over a {@code jdbc:rhei:} URL (see {@link RheiDriver}) or over an engine
 * that the application opened. With a URL the engine is kept open from the first connection until
 * {@link #close}, whether connections are pooled or not; an application's own engine stays open.
 *
 * <p>Thread-safe once the URL is set. Connections that are still open when this is closed stay
 * usable.
 */
public final class RheiDataSource implements DataSource, AutoCloseable {
  private final @Nullable HtapEngine engine;
  private @Nullable String url; // this and all below: guarded by this
  private @Nullable Engines share;
  private boolean closed;
  private @Nullable PrintWriter logWriter;
  private int loginTimeout;

  /** For frameworks that set the URL afterwards. */
  public RheiDataSource() {
    engine = null;
  }

  /** Over a URL, which is read by the first connection. */
  public RheiDataSource(String url) {
    this();
    this.url = url;
  }

  private RheiDataSource(HtapEngine engine) {
    this.engine = engine;
    this.url = RheiUrl.PREFIX + engine.path();
  }

  /** Over an engine, which stays the caller's to close, after the connections. */
  public static RheiDataSource of(HtapEngine engine) {
    return new RheiDataSource(engine);
  }

  /** The URL; null if none was set. */
  public synchronized @Nullable String getUrl() {
    return url;
  }

  /**
   * Sets the URL.
   *
   * @throws IllegalStateException if there is an engine or a connection already
   */
  public synchronized void setUrl(String newUrl) {
    if (engine != null || share != null) {
      throw new IllegalStateException("the URL is in use: " + url);
    }
    url = newUrl;
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (engine != null) {
      requireOpen();
      String text = RheiUrl.PREFIX + engine.path();
      RheiUrl own = new RheiUrl(text, engine.path(), Map.of(), Map.of());
      return RheiDriver.open(own, new GivenEngine(engine));
    }
    RheiUrl parsed;
    synchronized (this) {
      requireOpen();
      if (!RheiUrl.isOurs(url)) {
        throw new SQLException("the URL is " + url + " and must begin with " + RheiUrl.PREFIX);
      }
      parsed = RheiUrl.parse(String.valueOf(url), new Properties());
      if (share == null) {
        share = SharedEngines.OF_PROCESS.share(parsed);
      }
    }
    return RheiDriver.open(parsed, SharedEngines.OF_PROCESS.share(parsed));
  }

  /** As {@link #getConnection()}: a SQLite file has no users. */
  @Override
  public Connection getConnection(@Nullable String user, @Nullable String password)
      throws SQLException {
    return getConnection();
  }

  private synchronized void requireOpen() throws SQLException {
    if (closed) {
      throw new SQLException("this data source is closed: " + url);
    }
  }

  /** Lets go of the engine that a URL stands for, once its connections are closed. Idempotent. */
  @Override
  public void close() throws SQLException {
    Engines last;
    synchronized (this) {
      closed = true;
      last = share;
      share = null;
    }
    if (last != null) {
      last.release();
    }
  }

  @Override
  public synchronized @Nullable PrintWriter getLogWriter() {
    return logWriter;
  }

  @Override
  public synchronized void setLogWriter(@Nullable PrintWriter out) {
    logWriter = out;
  }

  /** Is kept and not needed: no network is between. */
  @Override
  public synchronized void setLoginTimeout(int seconds) {
    loginTimeout = seconds;
  }

  @Override
  public synchronized int getLoginTimeout() {
    return loginTimeout;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("logs through SLF4J");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    if (type == HtapEngine.class) {
      try (Connection connection = getConnection()) {
        return connection.unwrap(type);
      }
    }
    throw new SQLException("neither a " + type.getName() + " nor a wrapper for one");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this) || type == HtapEngine.class;
  }
}
