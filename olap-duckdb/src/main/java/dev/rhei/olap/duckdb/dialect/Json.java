package dev.rhei.olap.duckdb.dialect;

import dev.rhei.olap.duckdb.function.JsonFunctions;
import dev.rhei.olap.duckdb.function.JsonTerm;
import java.util.List;

/** Calls of JSON functions, and of the operators {@code ->} and {@code ->>}. */
final class Json {
  private Json() {}

  static Typed call(String name, List<Typed> arguments) {
    return typed(JsonFunctions.call(name, arguments.stream().map(Json::term).toList()));
  }

  static Typed typed(JsonTerm made) {
    Typed value =
        made.nature() == JsonTerm.Nature.BINARY
            ? Typed.of(Kind.BLOB, Typed.error("JSONB")) // unless a JSON function takes it
            : Terms.typed(made.value());
    return value.withJson(made);
  }

  /** The argument of a JSON function. */
  static JsonTerm term(Typed argument) {
    Refusal.unless(!argument.jsonUnsure(), "JSON that comes through another expression");
    return argument.json() != null ? argument.json() : JsonTerm.of(Terms.of(argument));
  }
}
