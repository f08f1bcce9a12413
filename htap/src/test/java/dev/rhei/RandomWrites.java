package dev.rhei;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Random statements over four tables of every kind, each with what it does to a plain model. None
 * of them fails.
 */
final class RandomWrites {
  static final Map<String, String> CREATE =
      Map.of(
          "numbered",
          "CREATE TABLE numbered (id INTEGER PRIMARY KEY, n NUMERIC, t TEXT, b BLOB, r REAL)",
          "unkeyed",
          "CREATE TABLE unkeyed (k INTEGER, v)",
          "named",
          "CREATE TABLE named (k TEXT PRIMARY KEY COLLATE NOCASE, n INTEGER UNIQUE, v TEXT)",
          "paired",
          "CREATE TABLE paired (a TEXT, b INTEGER, v NUMERIC, PRIMARY KEY (a, b)) WITHOUT ROWID");

  /** Statement and effect. */
  record Write(String sql, List<Object> parameters, Runnable effect) {}

  /** A column that was added. */
  private record Added(String table, String column) {}

  private static final int KEYS = 40;

  private final Random random;
  private final List<Added> added = new ArrayList<>();
  private Map<String, ModelTable> model = new LinkedHashMap<>();
  private int counter;

  RandomWrites(Random random) {
    this.random = random;
    model.put("numbered", table("id n t b r", List.of(List.of("id"))));
    model.put("unkeyed", table("k v", List.of()));
    model.put("named", table("k n v", List.of(List.of("k"), List.of("n"))));
    model.put("paired", table("a b v", List.of(List.of("a", "b"))));
  }

  private static ModelTable table(String columns, List<List<String>> uniques) {
    return new ModelTable(List.of(columns.split(" ")), uniques);
  }

  Map<String, ModelTable> model() {
    return model;
  }

  /** For {@link #goBackTo} when a transaction is rolled back. */
  Map<String, ModelTable> remember() {
    Map<String, ModelTable> copy = new LinkedHashMap<>();
    model.forEach((name, table) -> copy.put(name, table.copy()));
    return copy;
  }

  void goBackTo(Map<String, ModelTable> remembered) {
    model = remembered;
  }

  Write next() {
    return switch (random.nextInt(4)) {
      case 0 -> numbered(model.get("numbered"));
      case 1 -> unkeyed(model.get("unkeyed"));
      case 2 -> named(model.get("named"));
      default -> paired(model.get("paired"));
    };
  }

  private Write numbered(ModelTable t) {
    long id = key();
    long other = key();
    Object n = numeric();
    String text = text();
    byte[] blob = blob();
    Double real = real();
    Object[] row = {id, n, text, blob, real};
    String insert = " INTO numbered (id, n, t, b, r) VALUES (?, ?, ?, ?, ?)";
    return switch (random.nextInt(9)) {
      case 0 -> write("REPLACE" + insert, () -> t.replace(t.row(row)), row);
      case 1, 2 -> write("INSERT OR IGNORE" + insert, () -> t.insertOrIgnore(t.row(row)), row);
      case 3 ->
          write(
              "INSERT" + insert + " ON CONFLICT (id) DO UPDATE SET t = excluded.t, r = NULL",
              () ->
                  t.upsert(
                      t.row(row),
                      found -> {
                        found.put("t", text);
                        found.put("r", null);
                      }),
              row);
      case 4 ->
          write(
              "UPDATE numbered SET n = ?, b = ? WHERE id = ?",
              () ->
                  t.update(
                      r -> r.get("id").equals(id),
                      r -> {
                        r.put("n", n);
                        r.put("b", blob);
                      }),
              n,
              blob,
              id);
      case 5 ->
          write(
              "UPDATE OR REPLACE numbered SET id = ?, t = ? WHERE id = ?",
              () ->
                  t.updateOrReplace(
                      r -> r.get("id").equals(id),
                      r -> {
                        r.put("id", other);
                        r.put("t", text);
                      }),
              other,
              text,
              id);
      case 6 ->
          write(
              "UPDATE numbered SET r = ? WHERE id % 4 = ?",
              () -> t.update(r -> (Long) r.get("id") % 4 == id % 4, r -> r.put("r", real)),
              real,
              id % 4);
      case 7 ->
          write(
              "DELETE FROM numbered WHERE id BETWEEN ? AND ?",
              () -> t.delete(r -> (Long) r.get("id") >= id && (Long) r.get("id") <= id + 3),
              id,
              id + 3);
      default ->
          write(
              "DELETE FROM numbered WHERE id = ?", () -> t.delete(r -> r.get("id").equals(id)), id);
    };
  }

  private Write unkeyed(ModelTable t) {
    long k = key();
    String text = text();
    return switch (random.nextInt(7)) {
      case 0, 1, 2 ->
          write(
              "INSERT INTO unkeyed (k, v) VALUES (?, ?), (NULL, ?)",
              () -> {
                t.insert(t.row(k, text));
                t.insert(t.row(null, text));
              },
              k,
              text,
              text);
      case 3 ->
          write(
              "UPDATE unkeyed SET v = ? WHERE k = ?",
              () -> t.update(r -> ModelTable.same(r.get("k"), k), r -> r.put("v", text)),
              text,
              k);
      case 4 ->
          write(
              "UPDATE unkeyed SET rowid = (SELECT max(rowid) FROM unkeyed) + ?"
                  + " WHERE rowid = (SELECT min(rowid) FROM unkeyed)",
              () -> {},
              1 + random.nextInt(50));
      case 5 ->
          write(
              "DELETE FROM unkeyed WHERE k = ? OR (k IS NULL AND v = ?)",
              () ->
                  t.delete(
                      r ->
                          r.get("k") == null
                              ? text != null && text.equals(r.get("v"))
                              : r.get("k").equals(k)),
              k,
              text);
      default ->
          write(
              "UPDATE unkeyed SET k = k + 1 WHERE k % 3 = ?",
              () ->
                  t.update(
                      r -> r.get("k") != null && (Long) r.get("k") % 3 == k % 3,
                      r -> r.put("k", (Long) r.get("k") + 1)),
              k % 3);
    };
  }

  private Write named(ModelTable t) {
    String k = name();
    String other = name();
    Long n = random.nextInt(4) == 0 ? null : key();
    String text = text();
    Object[] row = {k, n, text};
    String insert = " INTO named (k, n, v) VALUES (?, ?, ?)";
    return switch (random.nextInt(7)) {
      case 0, 1 -> write("REPLACE" + insert, () -> t.replace(t.row(row)), row);
      case 2 -> write("INSERT OR IGNORE" + insert, () -> t.insertOrIgnore(t.row(row)), row);
      case 3 ->
          write(
              "INSERT INTO named (k, n, v) VALUES (?, NULL, ?)"
                  + " ON CONFLICT (k) DO UPDATE SET v = excluded.v",
              () -> t.upsert(t.row(k, null, text), found -> found.put("v", text)),
              k,
              text);
      case 4 ->
          write(
              "UPDATE OR REPLACE named SET k = ?, n = ? WHERE k = ?",
              () ->
                  t.updateOrReplace(
                      r -> ModelTable.same(r.get("k"), k),
                      r -> {
                        r.put("k", other);
                        r.put("n", n);
                      }),
              other,
              n,
              k);
      case 5 ->
          write(
              "UPDATE named SET v = ? WHERE n > ?",
              () ->
                  t.update(
                      r -> n != null && r.get("n") != null && (Long) r.get("n") > n,
                      r -> r.put("v", text)),
              text,
              n);
      default ->
          write(
              "DELETE FROM named WHERE k = ?",
              () -> t.delete(r -> ModelTable.same(r.get("k"), k)),
              k);
    };
  }

  private Write paired(ModelTable t) {
    String a = "abc".substring(random.nextInt(3)).substring(0, 1);
    long b = key() / 3;
    long other = key() / 3;
    Object v = numeric();
    Object[] row = {a, b, v};
    String insert = " INTO paired (a, b, v) VALUES (?, ?, ?)";
    return switch (random.nextInt(7)) {
      case 0 -> write("REPLACE" + insert, () -> t.replace(t.row(row)), row);
      case 1, 2 -> write("INSERT OR IGNORE" + insert, () -> t.insertOrIgnore(t.row(row)), row);
      case 3 ->
          write(
              "INSERT" + insert + " ON CONFLICT DO UPDATE SET v = excluded.v",
              () -> t.upsert(t.row(row), found -> found.put("v", v)),
              row);
      case 4 ->
          write(
              "UPDATE OR REPLACE paired SET b = ? WHERE a = ? AND b = ?",
              () ->
                  t.updateOrReplace(
                      r -> r.get("a").equals(a) && r.get("b").equals(b), r -> r.put("b", other)),
              other,
              a,
              b);
      case 5 ->
          write(
              "UPDATE paired SET v = ? WHERE b > ?",
              () -> t.update(r -> (Long) r.get("b") > b, r -> r.put("v", v)),
              v,
              b);
      default ->
          write(
              "DELETE FROM paired WHERE a = ? AND b % 2 = ?",
              () -> t.delete(r -> r.get("a").equals(a) && (Long) r.get("b") % 2 == b % 2),
              a,
              b % 2);
    };
  }

  /** A column more, or one of those that were added less. */
  Write changeOfDefinition(boolean mayDrop) {
    if (mayDrop && !added.isEmpty() && random.nextBoolean()) {
      Added gone = added.remove(random.nextInt(added.size()));
      return write(
          "ALTER TABLE " + gone.table() + " DROP COLUMN " + gone.column(),
          () -> model.get(gone.table()).dropColumn(gone.column()));
    }
    String table = List.copyOf(model.keySet()).get(random.nextInt(4));
    String column = "x" + counter++;
    added.add(new Added(table, column));
    return write(
        "ALTER TABLE " + table + " ADD COLUMN " + column + " INTEGER DEFAULT 5",
        () -> model.get(table).addColumn(column));
  }

  private static Write write(String sql, Runnable effect, Object... parameters) {
    return new Write(sql, Arrays.asList(parameters), effect);
  }

  private long key() {
    return random.nextInt(KEYS);
  }

  private String name() {
    String name = "key " + random.nextInt(KEYS / 2);
    return random.nextBoolean() ? name : name.toUpperCase(Locale.ROOT);
  }

  private String text() {
    return switch (random.nextInt(6)) {
      case 0 -> null;
      case 1 -> "";
      case 2 -> "it's, \"quoted\"\n";
      case 3 -> "\uD83D\uDE00 ä";
      default -> "text " + random.nextInt(100);
    };
  }

  private byte[] blob() {
    if (random.nextInt(3) == 0) {
      return null;
    }
    byte[] bytes = new byte[random.nextInt(5)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** As SQLite stores it in a NUMERIC column: what is integral becomes an integer. */
  private Object numeric() {
    return switch (random.nextInt(5)) {
      case 0 -> null;
      case 1 -> random.nextInt(1_000) + 0.5;
      case 2 -> 1L << 53;
      default -> (long) random.nextInt(1_000) - 500;
    };
  }

  private Double real() {
    return switch (random.nextInt(6)) {
      case 0 -> null;
      case 1 -> Double.POSITIVE_INFINITY;
      case 2 -> 1e300;
      case 3 -> 3.0;
      default -> random.nextDouble();
    };
  }
}
