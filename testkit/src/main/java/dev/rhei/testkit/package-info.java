/**
 * Contract suites for plug-ins, and what their tests share.
 *
 * <p>Start at {@link dev.rhei.testkit.OlapBackendContract}. Knows {@code core} only; what passes
 * here may call itself a backend.
 */
@NullMarked
package dev.rhei.testkit;

import org.jspecify.annotations.NullMarked;
