package io.tocsin.app.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.UnsupportedMediaTypeResponse;
import io.tocsin.telemetry.Wire;
import java.util.Locale;

/** Bodies of requests and answers. */
final class Json {
  private static final String TYPE = "application/json";
  private static final ObjectMapper MAPPER = Wire.mapper();

  private Json() {}

  /** A form of a web page cannot send JSON, so that nothing else is taken. */
  static void check(Context context) {
    String type = String.valueOf(context.contentType()).toLowerCase(Locale.ROOT);
    if (!type.equals(TYPE) && !type.startsWith(TYPE + ";")) {
      throw new UnsupportedMediaTypeResponse("Send Content-Type: " + TYPE);
    }
  }

  static <T> T read(Context context, Class<T> type) {
    check(context);
    try {
      return MAPPER.readValue(context.body(), type);
    } catch (JsonProcessingException e) {
      throw new BadRequestResponse("The body is no such JSON: " + e.getOriginalMessage());
    }
  }

  static void write(Context context, Object value) throws JsonProcessingException {
    context.contentType(TYPE + "; charset=utf-8").result(MAPPER.writeValueAsBytes(value));
  }
}
