package dev.rhei.olap.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.testkit.LeakGuard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeakGuard.class)
final class OpenMarkTest {
  @TempDir private Path dir;
  private final List<String> told = new ArrayList<>();
  private Path copy;
  private Path mark;

  @BeforeEach
  void names() {
    copy = dir.resolve("copy.duckdb");
    mark = dir.resolve("copy.duckdb.open");
  }

  @Test
  void isThereWhileCommitsAreNotFlushed() throws IOException {
    Files.createFile(copy);
    try (OpenMark open = OpenMark.make(copy, false, "boot 1")) {
      assertThat(open.flushes()).isFalse();
      assertThat(Files.size(mark)).isEqualTo(6);
      open.opened();
      open.closed();
    }
    assertThat(mark).doesNotExist();
  }

  @Test
  void staysIfTheCopyWasNotClosed() throws IOException {
    crashed("boot 1");
    assertThat(mark).hasContent("boot 1");
  }

  @Test
  void theEndOfTheProcessLosesNothing() throws IOException {
    crashed("boot 1");
    try (OpenMark again = OpenMark.make(copy, false, "boot 1")) {
      assertThat(again.flushes()).isFalse();
      again.opened();
      again.closed();
    }
    assertThat(mark).doesNotExist();
  }

  @Test
  void theEndOfTheSystemDamagesTheCopyWhetherCommitsAreFlushedNowOrNot() throws IOException {
    for (String later : new String[] {"boot 2", null}) {
      for (boolean flush : new boolean[] {true, false}) {
        crashed("boot 1");
        assertThatExceptionOfType(DamagedFileException.class)
            .isThrownBy(() -> OpenMark.make(copy, flush, later))
            .withMessageContaining("was open when the system stopped");
      }
    }
  }

  @Test
  void aMarkWithoutItsCopySaysNothing() throws IOException {
    crashed("boot 1");
    Files.delete(copy);
    try (OpenMark again = OpenMark.make(copy, false, "boot 2")) {
      assertThat(again.flushes()).isFalse();
    }
    assertThat(mark).doesNotExist();
  }

  @Test
  void commitsAreFlushedWhereStartsCannotBeTold() {
    try (OpenMark open = OpenMark.make(copy, false, null)) {
      assertThat(open.flushes()).isTrue();
      assertThat(mark).doesNotExist();
    }
  }

  @Test
  void commitsAreFlushedIfAskedFor() {
    DuckDbConfig config = DuckDbConfig.at(copy).flushCommits(true).build();
    try (DuckDbBackend olap = DuckDbBackend.open(config, Copies.NO_TRANSLATOR)) {
      Copies.fill(olap);
      assertThat(mark).doesNotExist();
    }
    try (DuckDbBackend olap = DuckDbBackend.open(config, Copies.NO_TRANSLATOR)) {
      assertThat(olap.appliedThrough()).isEqualTo(7);
    }
  }

  @Test
  void aCopyThatWasOpenWhenTheSystemStoppedIsRebuilt() throws IOException {
    fill();
    Files.writeString(mark, "another boot");
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> Copies.open(copy))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.OLAP_OPEN_FAILED));
    try (DuckDbBackend olap = Copies.openOrRebuild(copy, told)) {
      assertThat(olap.appliedThrough()).isZero();
    }
    assertThat(told)
        .singleElement()
        .asString()
        .contains("was open when the system stopped", "renamed to " + copy + ".damaged");
    assertThat(mark).doesNotExist();
  }

  @Test
  void aCopyThatWasClosedIsKept() {
    fill();
    assertThat(mark).doesNotExist();
    try (DuckDbBackend olap = Copies.openOrRebuild(copy, told)) {
      assertThat(olap.appliedThrough()).isEqualTo(7);
    }
    assertThat(told).isEmpty();
  }

  private void fill() {
    try (DuckDbBackend olap = Copies.open(copy)) {
      Copies.fill(olap);
    }
  }

  private void crashed(String boot) throws IOException {
    Files.deleteIfExists(mark);
    Files.writeString(copy, "a database");
    try (OpenMark open = OpenMark.make(copy, false, boot)) {
      open.opened();
    }
  }
}
