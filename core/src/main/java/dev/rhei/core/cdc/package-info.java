/**
 * Changes on their way from the database of record to the copy.
 *
 * <p>Start at {@link dev.rhei.core.cdc.CdcConsumer}. A change is read in a {@link
 * dev.rhei.core.cdc.CdcSnapshot}, one consistent view of the source, so that no transaction is ever
 * seen in part.
 */
@NullMarked
package dev.rhei.core.cdc;

import org.jspecify.annotations.NullMarked;
