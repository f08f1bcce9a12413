/**
 * A shop as a Spring Boot service: orders are written to a SQLite file, its analytics are fast.
 *
 * <p>Start at {@link dev.rhei.examples.shop.ShopApplication}. What makes it so is the URL in {@code
 * application.properties}.
 */
@NullMarked
package dev.rhei.examples.shop;

import org.jspecify.annotations.NullMarked;
