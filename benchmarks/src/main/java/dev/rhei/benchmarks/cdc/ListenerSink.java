package dev.rhei.benchmarks.cdc;

import dev.rhei.benchmarks.SampleTable;
import dev.rhei.cdc.rocksdb.RocksDbCdcConfig;
import dev.rhei.cdc.rocksdb.RocksDbCdcLog;
import dev.rhei.core.cdc.CdcEvent;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/**
 * The least that a capture without triggers has to do: SQLite's update listener names the rows,
 * they are read before the COMMIT and go to RocksDB as a prepared batch with a number, and the
 * transaction itself stores that number, so that recovery can tell which batch it has committed.
 * What a product would need besides is left out (recovery, REPLACE, WITHOUT ROWID, other processes,
 * the engine around it), so its figure is the best that such a capture could reach.
 */
final class ListenerSink implements Sink {
  private static final int COLUMNS = 5;

  private final Connection connection;
  private final RocksDbCdcLog log;
  private final PreparedStatement insert;
  private final PreparedStatement image;
  private final PreparedStatement number;
  private final List<Long> changed = new ArrayList<>();

  ListenerSink(Path directory) throws SQLException {
    connection = DriverSink.connect(directory.resolve("app.db"));
    log =
        RocksDbCdcLog.open(RocksDbCdcConfig.standalone(directory.resolve("log")).syncWrites(false));
    try (Statement statement = connection.createStatement()) {
      statement.execute(SampleTable.CREATE);
      statement.execute("CREATE TABLE committed (number INTEGER)");
      statement.execute("INSERT INTO committed VALUES (0)");
    }
    insert = connection.prepareStatement(SampleTable.INSERT);
    image = connection.prepareStatement("SELECT * FROM orders WHERE rowid = ?");
    number = connection.prepareStatement("UPDATE committed SET number = number + 1");
    connection
        .unwrap(SQLiteConnection.class)
        .addUpdateListener(
            (type, database, table, rowid) -> {
              if (table.equals("orders")) {
                changed.add(rowid);
              }
            });
    connection.setAutoCommit(false);
  }

  @Override
  public synchronized void write(List<Object[]> rows) throws SQLException {
    for (Object[] row : rows) {
      DriverSink.insert(insert, row);
    }
    List<CdcEvent> events = new ArrayList<>();
    for (long rowid : changed) {
      image.setLong(1, rowid);
      try (ResultSet found = image.executeQuery()) {
        found.next();
        @Nullable Object[] values = new @Nullable Object[COLUMNS];
        values[0] = found.getLong(1);
        values[1] = found.getLong(2);
        values[2] = found.getString(3);
        values[3] = found.getDouble(4);
        values[4] = found.getString(5);
        events.add(CdcEvent.insert(1, "orders", 0, values));
      }
    }
    changed.clear();
    log.append(events);
    number.executeUpdate();
    connection.commit();
  }

  @Override
  public synchronized void close() throws SQLException {
    connection.close();
    log.close();
  }
}
