/**
 * A durable log of changes in RocksDB. So far it holds the form of the log's keys.
 *
 * <p>Start at {@link dev.rhei.cdc.rocksdb.CdcKeys}. Knows {@code core} only: no SQL, no other
 * engine.
 */
@NullMarked
package dev.rhei.cdc.rocksdb;

import org.jspecify.annotations.NullMarked;
