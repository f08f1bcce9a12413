package dev.rhei.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConnectionStateTest {
  private final ConnectionState state = new ConnectionState();

  @Test
  void aTransactionLastsFromBeginToItsEnd() {
    for (String end :
        new String[] {"COMMIT", "END TRANSACTION", "rollback", "ROLLBACK TRANSACTION"}) {
      ran("BEGIN IMMEDIATE");
      assertThat(state.inTransaction()).isTrue();
      assertThat(state.isPlain()).isFalse();
      ran("SAVEPOINT a");
      ran("RELEASE a");
      ran("ROLLBACK TO a");
      ran("ROLLBACK TRANSACTION TO SAVEPOINT a");
      assertThat(state.inTransaction()).as(end).isTrue();
      ran(end);
      assertThat(state.inTransaction()).as(end).isFalse();
      assertThat(state.isPlain()).isTrue();
    }
  }

  @Test
  void anOuterSavepointIsATransactionUntilItIsReleased() {
    ran("SAVEPOINT \"Outer\"");
    ran("SAVEPOINT inner");
    ran("SAVEPOINT inner");
    ran("RELEASE SAVEPOINT INNER");
    assertThat(state.inTransaction()).isTrue();
    ran("RELEASE nothing");
    assertThat(state.inTransaction()).isTrue();
    ran("RELEASE outer");
    assertThat(state.inTransaction()).isFalse();
  }

  @Test
  void aScriptThatFailedMayHaveBegunATransaction() {
    state.failed(StatementText.of("BEGIN; INSERT INTO nowhere VALUES (1); COMMIT"));
    assertThat(state.inTransaction()).isTrue();
    state.failed(StatementText.of("COMMIT")); // busy: it goes on
    assertThat(state.inTransaction()).isTrue();
    ran("ROLLBACK");
    assertThat(state.inTransaction()).isFalse();
    state.failed(StatementText.of("BEGIN"));
    assertThat(state.inTransaction()).isFalse();
  }

  @Test
  void aChangeOfSchemaIsToldOnce() {
    assertThat(state.takeSchemaTouched()).isFalse();
    ran("INSERT INTO t VALUES (1); CREATE TABLE u (a)");
    assertThat(state.takeSchemaTouched()).isTrue();
    assertThat(state.takeSchemaTouched()).isFalse();
  }

  private void ran(String sql) {
    state.ran(StatementText.of(sql));
  }
}
