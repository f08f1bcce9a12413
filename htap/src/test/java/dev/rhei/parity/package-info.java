/**
 * The same answer on both engines, measured: scripts of statements and queries run through the
 * engine, and every query is compared with plain sqlite-jdbc on the same file.
 *
 * <p>Start at {@link dev.rhei.parity.SameAnswerPromise3Test} for what is run, at {@link
 * dev.rhei.parity.ParityRun} for how. The translation is a black box here: a query goes in, an
 * answer and a route come out.
 */
package dev.rhei.parity;
