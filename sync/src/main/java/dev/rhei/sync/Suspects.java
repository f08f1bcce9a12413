package dev.rhei.sync;

import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.Identifier;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tables that cycles failed on. A table that fails again and again is left out of one cycle: if
 * that one commits, the table was at fault and is quarantined by the same commit; if it fails too,
 * the fault lies elsewhere (a full disk) and no table suffers. Used under the cycle's gate.
 */
final class Suspects {
  private static final int PATIENCE = 5;

  private final Map<String, Integer> failures = new HashMap<>();
  private final Map<String, String> accused = new LinkedHashMap<>();

  /** The tables to leave out, by folded name, with the reason. */
  Map<String, String> accused() {
    return accused;
  }

  void failed(String table, HtapException failure) {
    String key = Identifier.fold(table);
    int count = failures.merge(key, 1, Integer::sum);
    if (!failure.code().retryable() || count >= PATIENCE) {
      accused.put(key, "its changes cannot be applied: " + failure.getMessage());
    }
  }

  /** A table whose capture cannot be renewed. */
  void refused(String table, HtapException refusal) {
    accused.put(Identifier.fold(table), refusal.detail());
  }

  /** A cycle failed for a reason that is no table's. */
  void cleared() {
    accused.clear();
  }

  void committed() {
    failures.clear();
    accused.clear();
  }
}
