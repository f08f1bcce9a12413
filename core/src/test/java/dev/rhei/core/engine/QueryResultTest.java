package dev.rhei.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rhei.core.route.Route;
import dev.rhei.core.schema.SqliteField;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.junit.jupiter.api.Test;

class QueryResultTest {
  private final List<Column> columns =
      List.of(
          new Column("id", SqliteField.INT64),
          new Column("v", ArrowType.Null.INSTANCE),
          new Column("mixed", SqliteField.INT64));
  private final ListCursor cursor =
      new ListCursor(
          columns, List.of(new Object[] {1, null, 1}, new Object[] {1L << 40, "text", 0.5}));
  private final QueryResult result = new QueryResult(cursor, Route.oltp("a test"));

  @Test
  void rowsAreGoneThroughOnceAndTheEndCloses() {
    assertThat(result.toList(row -> row.getLong("ID"))).containsExactly(1L, 1L << 40);
    assertThat(cursor.closed).isTrue();
    assertThatThrownBy(result::iterator).hasMessageContaining("ENGINE_CLOSED");
    result.close();
  }

  @Test
  void theIteratorEndsAsIteratorsDo() {
    Iterator<Row> rows = result.iterator();
    assertThat(rows.hasNext()).isTrue();
    assertThat(rows.hasNext()).isTrue();
    rows.next();
    rows.next();
    assertThat(rows.hasNext()).isFalse();
    assertThatThrownBy(rows::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void aResultClosedWhileReadSaysSo() {
    Iterator<Row> rows = result.iterator();
    rows.next();
    result.close();
    assertThatThrownBy(rows::hasNext).hasMessageContaining("closed while read");
  }

  @Test
  void closingTheStreamClosesTheResult() {
    try (Stream<Row> rows = result.stream()) {
      assertThat(rows.findFirst().orElseThrow().getLong(0)).isEqualTo(1);
    }
    assertThat(cursor.closed).isTrue();
  }

  @Test
  void arrowBatchesHaveTheTypesThatTheFirstRowsNeed() throws Exception {
    try (BufferAllocator allocator = new RootAllocator();
        ArrowReader reader = result.toArrow(allocator)) {
      assertThat(reader.loadNextBatch()).isTrue();
      VectorSchemaRoot root = reader.getVectorSchemaRoot();
      assertThat(root.getRowCount()).isEqualTo(2);
      assertThat(root.getVector("id").getObject(1)).isEqualTo(1L << 40);
      assertThat(root.getVector("v").getObject(0)).isNull();
      assertThat(root.getVector("v").getObject(1)).hasToString("text");
      assertThat(root.getVector("mixed").getObject(0)).isEqualTo(1.0);
      assertThat(root.getVector("mixed").getObject(1)).isEqualTo(0.5);
      assertThat(reader.loadNextBatch()).isFalse();
    }
    assertThat(cursor.closed).isTrue();
  }

  @Test
  void arrowRefusesAValueOfAnotherType() {
    QueryResult odd =
        new QueryResult(
            new ListCursor(
                List.of(new Column("c", SqliteField.INT64)),
                List.of(new Object[] {1}, new Object[] {"x"})),
            Route.oltp("a test"));
    try (BufferAllocator allocator = new RootAllocator();
        ArrowReader reader = odd.toArrow(allocator)) {
      assertThatThrownBy(reader::loadNextBatch)
          .hasMessageContaining("TYPE_MISMATCH")
          .hasMessageContaining("column 'c' holds values of several types");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
