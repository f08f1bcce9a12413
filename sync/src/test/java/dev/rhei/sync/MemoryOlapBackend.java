package dev.rhei.sync;

import dev.rhei.core.engine.KeyRange;
import dev.rhei.core.engine.MirrorState;
import dev.rhei.core.engine.MirrorTable;
import dev.rhei.core.engine.OlapBackend;
import dev.rhei.core.engine.OlapCursor;
import dev.rhei.core.engine.OlapQuery;
import dev.rhei.core.engine.OlapSnapshot;
import dev.rhei.core.engine.OlapWrite;
import dev.rhei.core.engine.QueryTranslator;
import dev.rhei.core.engine.TableChanges;
import dev.rhei.core.schema.Identifier;
import dev.rhei.core.schema.TableSchema;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.arrow.vector.ipc.ArrowReader;

/** A copy in memory, without queries. Checks what a backend may rely on. */
final class MemoryOlapBackend implements OlapBackend {
  /** What a commit leaves. Rows by the text of their key. */
  private static final class State {
    long appliedThrough;
    long tablesVersion;
    final Map<String, MirrorTable> tables = new LinkedHashMap<>();
    final Map<String, Map<String, Object[]>> rows = new LinkedHashMap<>();
    final Map<String, String> properties = new LinkedHashMap<>();

    State copy() {
      State copy = new State();
      copy.appliedThrough = appliedThrough;
      copy.tablesVersion = tablesVersion;
      copy.tables.putAll(tables);
      rows.forEach((table, content) -> copy.rows.put(table, new TreeMap<>(content)));
      copy.properties.putAll(properties);
      return copy;
    }
  }

  private volatile State state = new State();
  private Write open;
  private int pins;

  /** The rows of a table, as text. */
  String rows(String table) {
    return state.rows.get(table).values().stream().map(Arrays::deepToString).toList().toString();
  }

  MirrorTable table(String name) {
    return state.tables.get(name);
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public long appliedThrough() {
    return state.appliedThrough;
  }

  @Override
  public long tablesVersion() {
    return state.tablesVersion;
  }

  @Override
  public Collection<MirrorTable> tables() {
    return List.copyOf(state.tables.values());
  }

  @Override
  public Optional<String> property(String name) {
    return Optional.ofNullable(state.properties.get(name));
  }

  @Override
  public OlapWrite beginWrite() {
    if (open != null) {
      throw new IllegalStateException("a write is open");
    }
    open = new Write(state.copy());
    return open;
  }

  @Override
  public QueryTranslator translator() {
    throw new UnsupportedOperationException("no queries");
  }

  @Override
  public OlapCursor query(OlapQuery query) {
    throw new UnsupportedOperationException("no queries");
  }

  @Override
  public OlapSnapshot pin() {
    pins++;
    return new Snapshot(state);
  }

  /** Snapshots that were not closed. */
  int openPins() {
    return pins;
  }

  @Override
  public void close() {}

  private final class Snapshot implements OlapSnapshot {
    private final State pinned; // a commit makes another
    private boolean closed;

    Snapshot(State pinned) {
      this.pinned = pinned;
    }

    @Override
    public long appliedThrough() {
      return pinned.appliedThrough;
    }

    @Override
    public Collection<MirrorTable> tables() {
      return List.copyOf(pinned.tables.values());
    }

    @Override
    public void rows(TableSchema table, KeyRange range, Consumer<Object[]> sink) {
      for (Object[] row : pinned.rows.get(Identifier.fold(table.name())).values()) {
        if (isIn(range, List.of(MirrorPlanner.keyOf(row, table.keyIndexes())))) {
          sink.accept(row.clone());
        }
      }
    }

    private static boolean isIn(KeyRange range, List<Object> key) {
      return (range.after() == null || KeyOrder.compare(key, range.after()) > 0)
          && (range.through() == null || KeyOrder.compare(key, range.through()) <= 0);
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        pins--;
      }
    }
  }

  private final class Write implements OlapWrite {
    private final State next;

    Write(State next) {
      this.next = next;
    }

    @Override
    public void createTable(MirrorTable table) {
      String name = nameOf(table);
      next.tables.put(name, table);
      next.rows.put(name, new TreeMap<>());
      next.tablesVersion++;
    }

    @Override
    public void updateTable(MirrorTable table) {
      if (next.tables.put(nameOf(table), table) == null) {
        throw new IllegalStateException("no table " + nameOf(table));
      }
      next.tablesVersion += table.state() == MirrorState.LOADING ? 0 : 1;
    }

    @Override
    public void dropTable(String name) {
      if (next.tables.remove(Identifier.fold(name)) != null) {
        next.tablesVersion++;
      }
      next.rows.remove(Identifier.fold(name));
    }

    @Override
    public void append(MirrorTable table, List<Object[]> rows) {
      for (Object[] row : rows) {
        String key = key(table, row);
        if (next.rows.get(nameOf(table)).put(key, row) != null) {
          throw new IllegalStateException(key + " is in " + nameOf(table) + " already");
        }
      }
    }

    @Override
    public void loadArrow(MirrorTable table, ArrowReader rows) {
      throw new UnsupportedOperationException("no Arrow");
    }

    @Override
    public void apply(TableChanges changes) {
      Map<String, Object[]> rows = next.rows.get(Identifier.fold(changes.table().name()));
      changes.deletes().forEach(key -> rows.remove(text(key)));
      changes
          .upserts()
          .forEach(
              row -> rows.put(text(MirrorPlanner.keyOf(row, changes.table().keyIndexes())), row));
    }

    @Override
    public void putProperty(String name, String value) {
      next.properties.put(name, value);
    }

    @Override
    public void commit(long appliedThrough) {
      next.appliedThrough = appliedThrough;
      state = next;
    }

    @Override
    public void close() {
      open = null;
    }

    private static String nameOf(MirrorTable table) {
      return Identifier.fold(table.schema().name());
    }

    private static String key(MirrorTable table, Object[] row) {
      return text(MirrorPlanner.keyOf(row, table.schema().keyIndexes()));
    }

    /** In an order that is easy to read in tests, which use small keys. */
    private static String text(Object[] key) {
      return key[0] instanceof Long number ? String.format("%03d", number) : Arrays.toString(key);
    }
  }
}
