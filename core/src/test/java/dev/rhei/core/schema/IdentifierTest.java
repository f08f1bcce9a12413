package dev.rhei.core.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierTest {
  @Test
  void quotesAnyName() {
    assertThat(Identifier.quote("a \"b\".c")).isEqualTo("\"a \"\"b\"\".c\"");
    assertThat(Identifier.quote("select")).isEqualTo("\"select\"");
    assertThat(Identifier.literal("it's")).isEqualTo("'it''s'");
  }

  @Test
  void comparesAsSqliteDoes() {
    assertThat(Identifier.same("ORDERS", "orders")).isTrue();
    assertThat(Identifier.same("ÄPFEL", "äpfel")).as("only ASCII is folded").isFalse();
    assertThat(Identifier.fold("Straße İ A")).isEqualTo("straße İ a");
    String lower = "already lower";
    assertThat(Identifier.fold(lower)).isSameAs(lower);
  }

  @ParameterizedTest
  @ValueSource(strings = {"_rhei_cdc_log", "_RHEI_x", "sqlite_schema", "SQLITE_sequence"})
  void refusesReservedNames(String name) {
    assertThatThrownBy(() -> Identifier.requireTableName(name))
        .hasMessageContaining("NAME_INVALID")
        .hasMessageContaining(name)
        .hasMessageContaining("reserved");
  }

  @Test
  void refusesWhatIsNoName() {
    assertThatThrownBy(() -> Identifier.requireTableName("")).hasMessageContaining("empty");
    assertThatThrownBy(() -> Identifier.requireTableName("a\0b")).hasMessageContaining("NUL");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "order", "x.y", "\"", "🎶", "_rhei"})
  void acceptsWhatSqliteAccepts(String name) {
    assertThat(Identifier.requireTableName(name)).isEqualTo(name);
  }
}
