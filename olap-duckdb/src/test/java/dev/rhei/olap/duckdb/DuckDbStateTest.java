package dev.rhei.olap.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.testkit.LeakGuard;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
final class DuckDbStateTest {
  private DuckDbConnections connections;
  private DuckDbState state;

  @BeforeEach
  void open() throws SQLException {
    connections =
        new DuckDbConnections(
            new DuckDbFile(DuckDbConfig.inMemory().build()).open(OpenMark.none()), () -> {});
    DuckDbSession session = connections.acquire();
    state = new DuckDbState(connections, DuckDbMeta.load(session));
    connections.release(session);
  }

  @AfterEach
  void close() {
    connections.close();
  }

  @Test
  void afterACommitOfUnknownOutcomeTheFileIsAsked() throws SQLException {
    store(5);
    state.committing();
    state.outcomeUnknown();
    assertThat(read()).isEqualTo(5);
    assertThat(state.current().appliedThrough()).isEqualTo(5);
    assertThat(read()).isEqualTo(5);
  }

  @Test
  void whileACommitRunsReadersAskTheFile() throws SQLException {
    state.committing();
    store(6);
    assertThat(state.current().appliedThrough()).isZero();
    assertThat(read()).isEqualTo(6);
  }

  @Test
  void theSnapshotIsFixedWhenTheReadBegins() throws SQLException {
    DuckDbSession session = connections.acquire();
    assertThat(state.beginRead(session, 0)).isZero();
    store(7);
    assertThat(DuckDbMeta.readPosition(session).appliedThrough()).isZero();
    session.execute("ROLLBACK");
    connections.release(session);
  }

  /** As another commit would, without anybody being told. */
  private void store(long position) throws SQLException {
    DuckDbSession session = connections.acquire();
    DuckDbMeta.writePosition(session, new DuckDbMeta.Position(position, 0));
    connections.release(session);
  }

  private long read() throws SQLException {
    DuckDbSession session = connections.acquire();
    long position = state.beginRead(session, 0);
    session.execute("ROLLBACK");
    connections.release(session);
    return position;
  }
}
