/**
 * Small parts that the modules share and applications must not use: they may change in any release.
 */
@NullMarked
package dev.rhei.core.internal;

import org.jspecify.annotations.NullMarked;
