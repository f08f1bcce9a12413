package dev.rhei.core.engine;

import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * A column of a result.
 *
 * @param name the label, as SQLite gives it
 * @param type what its values are; for an expression on SQLite, whose columns have no fixed type,
 *     the type of the first row's value (Null if that is NULL)
 */
public record Column(String name, ArrowType type) {}
