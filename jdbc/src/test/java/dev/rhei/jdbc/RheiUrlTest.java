package dev.rhei.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RheiUrlTest {
  @Test
  void optionsGoToTheEngineOrToTheConnection() throws SQLException {
    Properties info = new Properties();
    info.setProperty("user", "sa");
    info.setProperty("password", "");
    info.setProperty("freshness", "latest");
    info.setProperty("busy_timeout", "100");
    RheiUrl url =
        RheiUrl.parse(
            "jdbc:rhei:/data/my app.db?freshness=eventual&olap=/fast/copy.db"
                + "&tables=a,b&transaction_mode=IMMEDIATE&foreign_keys=true&",
            info);
    assertThat(url.path()).isEqualTo(Path.of("/data/my app.db"));
    assertThat(url.engine()).containsEntry("freshness", "eventual").containsEntry("tables", "a,b");
    assertThat(url.sqlite())
        .containsEntry("transaction_mode", "IMMEDIATE")
        .containsEntry("foreign_keys", "true")
        .containsEntry("busy_timeout", "100")
        .containsEntry("user", "sa");
  }

  @Test
  void tablesAreMirroredUnlessTheUrlSaysOtherwise() throws SQLException {
    RheiUrl plain = RheiUrl.parse("JDBC:RHEI:app.db", new Properties());
    assertThat(plain.engine()).isEmpty();
    assertThat(plain.path()).isEqualTo(Path.of("app.db"));
    assertThat(plain.config().path()).isEqualTo(Path.of("app.db"));
    assertThat(new RheiUrl("", Path.of("a"), Map.of("tables", "none"), Map.of()).config())
        .isNotNull();
  }

  @Test
  void everythingThatIsWrongIsNamedAtOnce() {
    assertThatThrownBy(
            () ->
                RheiUrl.parse(
                    "jdbc:rhei::memory:?freshnes=latest&olap&journal_mode=DELETE",
                    new Properties()))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("':memory:' is no path of a file")
        .hasMessageContaining("'freshnes' is no option")
        .hasMessageContaining("freshness.timeoutMillis")
        .hasMessageContaining("busy_timeout")
        .hasMessageContaining("'olap' is not of the form")
        .hasMessageContaining("WAL");
  }

  @Test
  void propertiesOfOthersAreLeftAloneAndMisspeltOnesAreNot() throws SQLException {
    Properties info = new Properties();
    info.setProperty("autocommit", "true");
    info.setProperty("busy_timeout", "7");
    assertThat(RheiUrl.parse("jdbc:rhei:app.db", info).sqlite())
        .isEqualTo(Map.of("busy_timeout", "7"));
    info.setProperty("sync.intervalMilis", "5");
    assertThatThrownBy(() -> RheiUrl.parse("jdbc:rhei:app.db", info))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("'sync.intervalMilis' is no option");
    assertThatThrownBy(() -> RheiUrl.parse("jdbc:rhei:app.db?autocommit=true", new Properties()))
        .hasMessageContaining("'autocommit' is no option");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":resource:a.db", "file:a.db?mode=ro", "?freshness=latest", "a\0b"})
  void whatIsNoPathOfAFileIsRefused(String path) {
    assertThatThrownBy(() -> RheiUrl.parse("jdbc:rhei:" + path, new Properties()))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("path");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc:sqlite:a.db", "jdbc:rheia.db", "", "rhei"})
  void otherUrlsAreOtherDrivers(String url) throws SQLException {
    assertThat(new RheiDriver().acceptsURL(url)).isFalse();
    assertThat(new RheiDriver().connect(url, new Properties())).isNull();
    assertThat(new RheiDriver().acceptsURL(null)).isFalse();
  }
}
