package dev.rhei.testkit;

import static dev.rhei.testkit.OlapFixtures.EVERYTHING;
import static dev.rhei.testkit.OlapFixtures.ITEMS;
import static dev.rhei.testkit.OlapFixtures.commit;
import static dev.rhei.testkit.OlapFixtures.createTable;
import static dev.rhei.testkit.OlapFixtures.items;
import static dev.rhei.testkit.OlapFixtures.list;
import static dev.rhei.testkit.OlapFixtures.live;
import static dev.rhei.testkit.OlapFixtures.numbered;
import static dev.rhei.testkit.OlapFixtures.refused;
import static dev.rhei.testkit.OlapFixtures.row;
import static dev.rhei.testkit.OlapFixtures.rows;
import static dev.rhei.testkit.OlapFixtures.upserts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.engine.OlapBackend;
import dev.rhei.core.engine.OlapWrite;
import dev.rhei.core.engine.TableChanges;
import dev.rhei.core.engine.ValueKind;
import dev.rhei.core.error.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

/** Many rows at once. Part of {@link OlapBackendContract}. */
interface OlapLoadsContract extends OlapContract {

  @Test
  default void manyRowsCanBeAppended() {
    try (OlapBackend olap = open(dir())) {
      createTable(olap, 1, ITEMS);
      commit(olap, 2, write -> write.append(live(ITEMS), numbered(300_000)));
      assertThat(
              rows(
                  olap,
                  "SELECT count(*), sum(id), min(name), max(name) FROM items",
                  ValueKind.INTEGER,
                  ValueKind.INTEGER,
                  ValueKind.TEXT,
                  ValueKind.TEXT))
          .isEqualTo("[[300000, 45000150000, name 1, name 99999]]");
      assertThat(list(olap, "SELECT id FROM items", ValueKind.INTEGER)).hasSize(300_000);
    }
  }

  @Test
  default void appendingNothingIsFine() {
    try (OlapBackend olap = open(dir())) {
      createTable(olap, 1, ITEMS);
      commit(
          olap,
          2,
          write -> {
            write.append(live(ITEMS), List.of());
            write.apply(new TableChanges(ITEMS, List.of(), List.of()));
          });
      assertThat(items(olap)).isEqualTo("[]");
    }
  }

  @Test
  default void arrowBatchesCanBeLoaded() throws IOException {
    try (OlapBackend olap = open(dir());
        RootAllocator allocator = new RootAllocator()) {
      createTable(olap, 1, EVERYTHING);
      byte[] stream = arrowStream(allocator, EVERYTHING.columns());
      try (ArrowStreamReader reader =
          new ArrowStreamReader(new ByteArrayInputStream(stream), allocator)) {
        commit(olap, 2, write -> write.loadArrow(live(EVERYTHING), reader));
      }
      commit(olap, 3, write -> write.apply(upserts(EVERYTHING, row(1L, 0L, 0.0, "new", null))));
      assertThat(
              rows(
                  olap,
                  "SELECT id, i, r, t, b FROM everything ORDER BY id",
                  ValueKind.INTEGER,
                  ValueKind.INTEGER,
                  ValueKind.REAL,
                  ValueKind.TEXT,
                  ValueKind.BLOB))
          .isEqualTo(
              "[[0, 0, 0.0, ü0, x'00'], [1, 0, 0.0, new, null], [2, null, null, null, null],"
                  + " [3, 3, 1.5, ü3, x'03']]");
    }
  }

  @Test
  default void arrowBatchesOfOtherColumnsAreRefused() throws IOException {
    try (OlapBackend olap = open(dir());
        RootAllocator allocator = new RootAllocator()) {
      createTable(olap, 1, ITEMS);
      byte[] stream = arrowStream(allocator, EVERYTHING.columns());
      try (ArrowStreamReader reader =
              new ArrowStreamReader(new ByteArrayInputStream(stream), allocator);
          OlapWrite write = olap.beginWrite()) {
        refused(ErrorCode.TYPE_MISMATCH, () -> write.loadArrow(live(ITEMS), reader));
      }
    }
  }

  private static byte[] arrowStream(RootAllocator allocator, List<Field> columns)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (VectorSchemaRoot root = VectorSchemaRoot.create(new Schema(columns), allocator);
        ArrowStreamWriter writer = new ArrowStreamWriter(root, null, out)) {
      writer.start();
      for (int batch = 0; batch < 2; batch++) {
        root.allocateNew();
        for (int i = 0; i < 2; i++) {
          int id = batch * 2 + i;
          ((BigIntVector) root.getVector(0)).setSafe(i, id);
          if (id != 2) {
            ((BigIntVector) root.getVector(1)).setSafe(i, id);
            ((Float8Vector) root.getVector(2)).setSafe(i, id / 2.0);
            ((VarCharVector) root.getVector(3))
                .setSafe(i, ("ü" + id).getBytes(StandardCharsets.UTF_8));
            ((VarBinaryVector) root.getVector(4)).setSafe(i, new byte[] {(byte) id});
          }
        }
        root.setRowCount(2);
        writer.writeBatch();
      }
      writer.end();
    }
    return out.toByteArray();
  }
}
