package dev.rhei.core.cdc;

import java.nio.file.Path;

/**
 * A kind of log that options name as text, found by {@link java.util.ServiceLoader}. Its class is
 * public, with a constructor that takes nothing.
 */
public interface CdcLogKind {
  /** What options call it. */
  String name();

  /** A log of this kind, with everything else at its default. */
  CdcLogFactory in(Path directory);
}
