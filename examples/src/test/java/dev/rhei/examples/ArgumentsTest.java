package dev.rhei.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ArgumentsTest {
  @TempDir Path dir;

  @Test
  void withoutArgumentsItIsTpch() throws UsageException {
    assertThat(Arguments.parse())
        .isEqualTo(new Arguments.Tpch(0.1, Duration.ofSeconds(10), Path.of("target", "rhei-tpch")));
  }

  @Test
  void tpchHasOptions() throws UsageException {
    assertThat(Arguments.parse("--dir", "here", "--seconds", "0.5", "--scale", "2"))
        .isEqualTo(new Arguments.Tpch(2, Duration.ofMillis(500), Path.of("here")));
  }

  @Test
  void aPathIsAnSqliteFile() throws IOException, UsageException {
    Path file = Files.createFile(dir.resolve("a.db"));
    assertThat(Arguments.parse(file.toString()))
        .isEqualTo(new Arguments.SqliteFile(file, false, List.of()));
    assertThat(Arguments.parse(file.toString(), "--in-place", "SELECT 1", "SELECT 2"))
        .isEqualTo(new Arguments.SqliteFile(file, true, List.of("SELECT 1", "SELECT 2")));
  }

  @ParameterizedTest
  @CsvSource({
    "--scael 1, unknown option --scael",
    "--scale, --scale needs a value",
    "--scale much, --scale much must be a number in 0.01..100",
    "--scale 0, --scale 0 must be a number in 0.01..100",
    "--seconds -1, --seconds -1 must be a number in 0..86400",
    "--in-place, --in-place needs an SQLite file",
    "no.db --scale 1, --scale does not go with an SQLite file"
  })
  void saysWhatIsWrong(String arguments, String problem) {
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> Arguments.parse(arguments.split(" ")))
        .withMessage(problem);
  }

  @Test
  void aFileMustExist() {
    Path missing = dir.resolve("missing.db");
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> Arguments.parse(missing.toString()))
        .withMessage("there is no file " + missing);
  }

  @Test
  void misuseShowsTheUsage() {
    TestScreen screen = new TestScreen(false);
    assertThat(Main.run(new String[] {"--help"}, screen.screen())).isEqualTo(2);
    assertThat(screen.lines()).contains("unknown option --help").anyMatch(l -> l.contains("Usage"));
  }
}
