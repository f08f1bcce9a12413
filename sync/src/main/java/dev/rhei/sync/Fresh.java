package dev.rhei.sync;

import java.time.Duration;

/**
 * How fresh the copy is for a query.
 *
 * @param staleness it misses no commit that was made longer than this before the query began
 * @param waited how long the query waited for that
 */
public record Fresh(Duration staleness, Duration waited) {}
