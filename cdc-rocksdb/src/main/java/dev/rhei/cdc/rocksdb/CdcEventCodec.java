package dev.rhei.cdc.rocksdb;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rhei.core.cdc.CdcEvent;
import dev.rhei.core.cdc.CdcOperation;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.MalformedText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events as JSON, without loss. Pure.
 *
 * <p>One object: {@code v} the version of this form, {@code t} the table, {@code o} the operation's
 * first letter, {@code s} the schema version, {@code k} the key before, {@code r} the row after,
 * {@code e} true if the transaction ends here. Integers are JSON integers of 64 bits, reals have a
 * point or an exponent, texts are JSON strings. What JSON has no form for is an object of one
 * field: {@code b} a BLOB in Base64, {@code d} an infinity or NaN by its Java name, {@code x} text
 * that is not UTF-8 in Base64, {@code u} text with half a surrogate pair as Base64 of UTF-16BE.
 */
final class CdcEventCodec {
  private static final int VERSION = 1;
  private static final JsonFactory JSON = new JsonFactory();

  private CdcEventCodec() {}

  /** An event as it is read back. */
  record Decoded(CdcEvent event, boolean endsTransaction) {}

  static byte[] encode(CdcEvent event, boolean endsTransaction) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberField("v", VERSION);
      json.writeStringField("t", event.table());
      json.writeStringField("o", event.operation().name().substring(0, 1));
      json.writeNumberField("s", event.schemaVersion());
      writeValues(json, "k", event.key());
      writeValues(json, "r", event.row());
      if (endsTransaction) {
        json.writeBooleanField("e", true);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new HtapException(ErrorCode.INTERNAL, "cannot encode " + event.table() + ": " + e, e);
    }
    return bytes.toByteArray();
  }

  private static void writeValues(
      JsonGenerator json, String field, @Nullable Object @Nullable [] values) throws IOException {
    if (values == null) {
      return;
    }
    json.writeArrayFieldStart(field);
    for (Object value : values) {
      write(json, value);
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Long integer) {
      json.writeNumber(integer);
    } else if (value instanceof Double real) {
      if (Double.isFinite(real)) {
        json.writeNumber(real);
      } else {
        special(json, "d", real.toString());
      }
    } else if (value instanceof String text) {
      if (isWellFormed(text)) {
        json.writeString(text);
      } else {
        special(json, "u", base64(text));
      }
    } else if (value instanceof byte[] blob) {
      special(json, "b", Base64.getEncoder().encodeToString(blob));
    } else if (value instanceof MalformedText text) {
      special(json, "x", Base64.getEncoder().encodeToString(text.bytes()));
    } else {
      throw new HtapException(
          ErrorCode.PARAMETER_INVALID,
          "an event has a value of "
              + value.getClass().getName()
              + "; there are Long, Double, String, byte[], MalformedText and null");
    }
  }

  /** UTF-16BE of a text with half a pair, unit by unit: the charset would replace it. */
  private static String base64(String text) {
    byte[] units = new byte[text.length() * 2];
    for (int i = 0; i < text.length(); i++) {
      units[2 * i] = (byte) (text.charAt(i) >> 8);
      units[2 * i + 1] = (byte) text.charAt(i);
    }
    return Base64.getEncoder().encodeToString(units);
  }

  private static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  private static void special(JsonGenerator json, String kind, String text) throws IOException {
    json.writeStartObject();
    json.writeStringField(kind, text);
    json.writeEndObject();
  }

  static Decoded decode(long sequence, byte[] bytes) {
    try (JsonParser json = JSON.createParser(bytes)) {
      return decode(sequence, json);
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(sequence, String.valueOf(e.getMessage()), e);
    }
  }

  private static Decoded decode(long sequence, JsonParser json) throws IOException {
    String table = "";
    String operation = "";
    long schemaVersion = 0;
    boolean ends = false;
    @Nullable Object @Nullable [] key = null;
    @Nullable Object @Nullable [] row = null;
    expect(json.nextToken(), JsonToken.START_OBJECT, sequence);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "v" -> {
          if (json.getIntValue() > VERSION) {
            throw unreadable(
                sequence, "it has version " + json.getIntValue() + " of the form", null);
          }
        }
        case "t" -> table = json.getText();
        case "o" -> operation = json.getText();
        case "s" -> schemaVersion = json.getLongValue();
        case "e" -> ends = json.getBooleanValue();
        case "k" -> key = values(json, sequence);
        case "r" -> row = values(json, sequence);
        default -> json.skipChildren();
      }
    }
    CdcEvent event =
        switch (operation(operation, sequence)) {
          case INSERT ->
              CdcEvent.insert(sequence, table, schemaVersion, there(row, "row", sequence));
          case UPDATE ->
              CdcEvent.update(
                  sequence,
                  table,
                  schemaVersion,
                  there(key, "key", sequence),
                  there(row, "row", sequence));
          case DELETE ->
              CdcEvent.delete(sequence, table, schemaVersion, there(key, "key", sequence));
        };
    return new Decoded(event, ends);
  }

  private static @Nullable Object[] there(
      @Nullable Object @Nullable [] values, String name, long sequence) {
    if (values == null) {
      throw unreadable(sequence, "it has no " + name, null);
    }
    return values;
  }

  private static CdcOperation operation(String letter, long sequence) {
    for (CdcOperation operation : CdcOperation.values()) {
      if (operation.name().substring(0, 1).equals(letter)) {
        return operation;
      }
    }
    throw unreadable(sequence, "'" + letter + "' is no operation", null);
  }

  private static @Nullable Object[] values(JsonParser json, long sequence) throws IOException {
    expect(json.currentToken(), JsonToken.START_ARRAY, sequence);
    List<@Nullable Object> values = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      values.add(value(json, sequence));
    }
    return values.toArray();
  }

  private static @Nullable Object value(JsonParser json, long sequence) throws IOException {
    return switch (json.currentToken()) {
      case VALUE_NULL -> null;
      case VALUE_NUMBER_INT -> json.getLongValue();
      case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      case VALUE_STRING -> json.getText();
      case START_OBJECT -> {
        json.nextToken();
        String kind = json.currentName();
        json.nextToken();
        String text = json.getText();
        expect(json.nextToken(), JsonToken.END_OBJECT, sequence);
        yield special(kind, text, sequence);
      }
      default -> throw unreadable(sequence, json.currentToken() + " is no value", null);
    };
  }

  private static Object special(String kind, String text, long sequence) {
    return switch (kind) {
      case "b" -> Base64.getDecoder().decode(text);
      case "d" -> Double.valueOf(text);
      case "x" -> new MalformedText(Base64.getDecoder().decode(text));
      case "u" -> units(Base64.getDecoder().decode(text));
      default -> throw unreadable(sequence, "'" + kind + "' is no kind of value", null);
    };
  }

  private static String units(byte[] bytes) {
    char[] units = new char[bytes.length / 2];
    for (int i = 0; i < units.length; i++) {
      units[i] = (char) ((bytes[2 * i] & 0xFF) << 8 | (bytes[2 * i + 1] & 0xFF));
    }
    return new String(units);
  }

  private static void expect(@Nullable JsonToken found, JsonToken expected, long sequence) {
    if (found != expected) {
      throw unreadable(sequence, "it has " + found + " where " + expected + " belongs", null);
    }
  }

  private static HtapException unreadable(long sequence, String why, @Nullable Throwable cause) {
    return new HtapException(
        ErrorCode.LOG_FAILED,
        "the event at position " + sequence + " cannot be read: " + why,
        cause);
  }
}
