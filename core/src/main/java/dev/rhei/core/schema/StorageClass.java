package dev.rhei.core.schema;

import java.util.Locale;

/** How SQLite stores one value ({@code typeof(x)}), NULL aside. */
public enum StorageClass {
  /** 64-bit signed integer. */
  INTEGER,
  /** 64-bit IEEE 754. */
  REAL,
  /** Text. */
  TEXT,
  /** Bytes. */
  BLOB;

  /** What {@code typeof} prints for it. */
  public String typeName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
