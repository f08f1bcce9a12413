package dev.rhei.testkit;

import dev.rhei.core.engine.OlapBackend;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link OlapBackend} must do. Extend it in the backend's module. Queries are given
 * already translated, in SQL that any engine takes.
 */
@ExtendWith(LeakGuard.class)
public abstract class OlapBackendContract
    implements OlapCommitContract,
        OlapChangesContract,
        OlapValuesContract,
        OlapTablesContract,
        OlapLoadsContract,
        OlapEndingsContract,
        OlapSnapshotContract {
  @TempDir Path dir;

  /** For the subclass. */
  protected OlapBackendContract() {}

  @Override
  public final Path dir() {
    return dir;
  }

  /** Opens the copy in that directory, or reopens what is there. */
  @Override
  public abstract OlapBackend open(Path directory);
}
