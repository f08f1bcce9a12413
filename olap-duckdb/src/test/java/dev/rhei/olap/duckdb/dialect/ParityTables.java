package dev.rhei.olap.duckdb.dialect;

import dev.rhei.core.schema.RowKey;
import dev.rhei.core.schema.SqliteField;
import dev.rhei.core.schema.StorageClass;
import dev.rhei.core.schema.TableSchema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** The tables that parity is tested on, filled at random. */
final class ParityTables {
  private static final String[] WORDS = {
    "abc",
    "ABC",
    "Bcd",
    "abd",
    "\u00C9t\u00E9",
    "kiwi",
    "\u212Aiwi",
    "a_c",
    "100%",
    "",
    " pad ",
    "it's",
    "2009",
    "10",
    "9",
    "zz top",
    "\u0130x",
    "12abc",
    "-5",
    "1e3"
  };

  private final Parity parity;
  private final Random random;

  private ParityTables(Parity parity, Random random) {
    this.parity = parity;
    this.random = random;
  }

  static Parity open(long seed) throws SQLException {
    Parity parity = new Parity();
    ParityTables tables = new ParityTables(parity, new Random(seed));
    tables.values();
    tables.shop();
    tables.orders("", false);
    tables.orders("d_", true);
    parity.mirror();
    return parity;
  }

  /** One table with a column of every sort, a small one, one without a key, an empty one. */
  private void values() throws SQLException {
    create(
        "t",
        "id",
        integer("id"),
        integer("i"),
        real("r"),
        text("s"),
        SqliteField.of("b", "BLOB", StorageClass.BLOB, true, "BINARY"),
        SqliteField.numeric("n", "NUMERIC", true, "BINARY"),
        SqliteField.of("nc", "TEXT", StorageClass.TEXT, true, "NOCASE"),
        text("d"),
        text("g"),
        SqliteField.of("at", "DATETIME", StorageClass.TEXT, true, "BINARY"),
        integer("big"));
    fill(
        "t",
        60,
        id -> {
          String day = date("20", 20, 25);
          return new Object[] {
            id,
            maybe(random.nextInt(11) - 5),
            maybe(anyReal()),
            maybe(word()),
            maybe(new byte[] {(byte) random.nextInt(4), (byte) random.nextInt(256)}),
            maybe(random.nextBoolean() ? random.nextInt(6) : (Object) (random.nextInt(40) / 4.0)),
            maybe(word()),
            maybe(day),
            maybe(random.nextBoolean() ? "x" : "y"),
            maybe(day + " 00:00:00"),
            maybe(random.nextInt(3) == 0 ? Long.MAX_VALUE - random.nextInt(3) : (1L << 53) + 3)
          };
        });
    create("ids", "id", integer("id"), text("name"));
    parity.insert(
        "ids", List.of(new Object[] {1, "one"}, new Object[] {3, "x"}, new Object[] {70, null}));
    parity.create(
        new TableSchema("No Key", new Schema(List.of(integer("a"), text("b c"))), List.of()));
    parity.insert(
        "No Key", List.of(new Object[] {5, "e"}, new Object[] {5, "d"}, new Object[] {null, "n"}));
    create(
        "hollow",
        "id",
        integer("id"),
        integer("i"),
        real("r"),
        text("s"),
        SqliteField.numeric("n", "NUMERIC", true, "BINARY"));
  }

  /** A music shop: NVARCHAR, NUMERIC(10,2) prices, DATETIME text. */
  private void shop() throws SQLException {
    create("Artist", "ArtistId", integer("ArtistId"), nvarchar("Name"));
    create("Album", "AlbumId", integer("AlbumId"), nvarchar("Title"), integer("ArtistId"));
    create(
        "Track",
        "TrackId",
        integer("TrackId"),
        nvarchar("Name"),
        integer("AlbumId"),
        integer("Milliseconds"),
        price("UnitPrice"));
    create(
        "Invoice",
        "InvoiceId",
        integer("InvoiceId"),
        SqliteField.of("InvoiceDate", "DATETIME", StorageClass.TEXT, true, "BINARY"),
        nvarchar("BillingCountry"),
        price("Total"));
    create(
        "InvoiceLine",
        "InvoiceLineId",
        integer("InvoiceLineId"),
        integer("InvoiceId"),
        integer("TrackId"),
        price("UnitPrice"),
        integer("Quantity"));
    fill("Artist", 12, id -> new Object[] {id, "Artist " + id});
    fill("Album", 30, id -> new Object[] {id, "Album " + id, 1 + random.nextInt(13)});
    fill(
        "Track",
        200,
        id ->
            new Object[] {
              id, "Track " + id, 1 + random.nextInt(31), 1000 + random.nextInt(500_000), aPrice()
            });
    fill(
        "Invoice",
        80,
        id ->
            new Object[] {
              id,
              date("20", 10, 14) + " 00:00:00",
              maybe(one("USA", "Canada", "France", "Brazil")),
              (1 + random.nextInt(14)) * 0.99
            });
    fill(
        "InvoiceLine",
        400,
        id ->
            new Object[] {
              id, 1 + random.nextInt(80), 1 + random.nextInt(200), aPrice(), 1 + random.nextInt(3)
            });
  }

  /** A small TPC-H; amounts are REAL, or DECIMAL(15,2), where integral ones are integers. */
  private void orders(String prefix, boolean decimal) throws SQLException {
    create(
        prefix + "customer",
        "c_custkey",
        integer("c_custkey"),
        text("c_name"),
        integer("c_nationkey"),
        amount("c_acctbal", decimal),
        text("c_mktsegment"),
        text("c_phone"),
        text("c_address"),
        text("c_comment"));
    create(
        prefix + "orders",
        "o_orderkey",
        integer("o_orderkey"),
        integer("o_custkey"),
        amount("o_totalprice", decimal),
        text("o_orderdate"),
        text("o_orderpriority"),
        integer("o_shippriority"));
    parity.create(
        new TableSchema(
            prefix + "lineitem",
            new Schema(
                List.of(
                    integer("l_orderkey"),
                    integer("l_partkey"),
                    integer("l_suppkey"),
                    integer("l_linenumber"),
                    amount("l_quantity", decimal),
                    amount("l_extendedprice", decimal),
                    amount("l_discount", decimal),
                    amount("l_tax", decimal),
                    text("l_returnflag"),
                    text("l_linestatus"),
                    text("l_shipdate"),
                    text("l_commitdate"),
                    text("l_receiptdate"),
                    text("l_shipmode"))),
            List.of("l_orderkey", "l_linenumber"),
            RowKey.ROWID));
    create(
        prefix + "supplier",
        "s_suppkey",
        integer("s_suppkey"),
        text("s_name"),
        integer("s_nationkey"));
    create(
        prefix + "nation",
        "n_nationkey",
        integer("n_nationkey"),
        text("n_name"),
        integer("n_regionkey"));
    create(prefix + "region", "r_regionkey", integer("r_regionkey"), text("r_name"));
    create(prefix + "part", "p_partkey", integer("p_partkey"), text("p_type"));
    String[] regions = {"AFRICA", "AMERICA", "ASIA", "EUROPE", "MIDDLE EAST"};
    fill(prefix + "region", 5, id -> new Object[] {id, regions[id - 1]});
    fill(prefix + "nation", 25, id -> new Object[] {id, "NATION " + id, 1 + id % 5});
    fill(
        prefix + "supplier", 20, id -> new Object[] {id, "Supplier#" + id, 1 + random.nextInt(25)});
    fill(
        prefix + "part",
        60,
        id -> new Object[] {id, one("PROMO", "STANDARD", "SMALL") + " POLISHED " + id % 7});
    fill(
        prefix + "customer",
        60,
        id ->
            new Object[] {
              id,
              "Customer#" + id,
              1 + random.nextInt(25),
              cents(10_000),
              one("BUILDING", "MACHINERY", "FURNITURE"),
              "13-" + id,
              "Street " + id,
              "none"
            });
    List<Object[]> lines = new ArrayList<>();
    fill(
        prefix + "orders",
        800,
        order -> {
          int count = 1 + random.nextInt(7);
          for (int line = 1; line <= count; line++) {
            lines.add(line(order, line));
          }
          return new Object[] {
            order,
            1 + random.nextInt(60),
            cents(500_000),
            date("19", 92, 99),
            (1 + random.nextInt(5)) + "-PRIORITY",
            0
          };
        });
    parity.insert(prefix + "lineitem", lines);
  }

  private Object[] line(int order, int line) {
    return new Object[] {
      order,
      1 + random.nextInt(60),
      1 + random.nextInt(20),
      line,
      1.0 + random.nextInt(50),
      cents(100_000),
      random.nextInt(11) / 100.0,
      random.nextInt(9) / 100.0,
      one("R", "N", "A"),
      one("O", "F"),
      date("19", 92, 99),
      date("19", 92, 99),
      date("19", 92, 99),
      one("MAIL", "SHIP", "AIR")
    };
  }

  private void create(String name, String key, Field... columns) throws SQLException {
    parity.create(new TableSchema(name, new Schema(List.of(columns)), List.of(key)));
  }

  private void fill(String table, int rows, IntFunction<Object[]> row) throws SQLException {
    List<Object[]> data = new ArrayList<>();
    for (int id = 1; id <= rows; id++) {
      data.add(row.apply(id));
    }
    parity.insert(table, data);
  }

  private double anyReal() {
    return switch (random.nextInt(6)) {
      case 0 -> 0.0;
      case 1 -> -2.5;
      case 2 -> random.nextInt(10);
      case 3 -> random.nextInt(1000) / 100.0;
      case 4 -> random.nextGaussian() * 1e6;
      default -> random.nextDouble();
    };
  }

  private double aPrice() {
    return random.nextInt(9) == 0 ? 1.99 : 0.99;
  }

  private double cents(int most) {
    return random.nextInt(most * 100) / 100.0;
  }

  private String word() {
    return one(WORDS);
  }

  private String one(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private Object maybe(Object value) {
    return random.nextInt(6) == 0 ? null : value;
  }

  private String date(String century, int from, int to) {
    return "%s%02d-%02d-%02d"
        .formatted(
            century,
            from + random.nextInt(to - from),
            1 + random.nextInt(12),
            1 + random.nextInt(28));
  }

  private static Field integer(String name) {
    return SqliteField.of(name, "INTEGER", StorageClass.INTEGER, true, "BINARY");
  }

  private static Field real(String name) {
    return SqliteField.of(name, "REAL", StorageClass.REAL, true, "BINARY");
  }

  private static Field text(String name) {
    return SqliteField.of(name, "TEXT", StorageClass.TEXT, true, "BINARY");
  }

  private static Field nvarchar(String name) {
    return SqliteField.of(name, "NVARCHAR(120)", StorageClass.TEXT, true, "BINARY");
  }

  private static Field price(String name) {
    return SqliteField.numeric(name, "NUMERIC(10,2)", true, "BINARY");
  }

  private static Field amount(String name, boolean decimal) {
    return decimal ? SqliteField.numeric(name, "DECIMAL(15,2)", true, "BINARY") : real(name);
  }
}
