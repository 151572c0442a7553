package io.tocsin.app.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.ServiceUnavailableResponse;
import io.tocsin.app.controls.FrontDesk;
import io.tocsin.app.controls.Silences;
import io.tocsin.streams.detect.Durations;
import io.tocsin.telemetry.Silence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Silences over HTTP. Changes are taken from this machine only, and never from a web page: a form
 * cannot post JSON, and a script of another site may not without leave, which nobody gives.
 */
final class SilenceRoutes {
  private final Supplier<Optional<FrontDesk>> desk;

  SilenceRoutes(Supplier<Optional<FrontDesk>> desk) {
    this.desk = desk;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/api/silences", this::list);
    routes.post("/api/silences", this::add);
    routes.delete("/api/silences/{id}", this::end);
  }

  /**
   * The body of a POST.
   *
   * @param lasts how long, as {@code 2h}; or
   * @param until the moment
   * @param from now, if it is not given
   */
  private record Body(
      @Nullable List<String> matchers,
      @JsonProperty("for") @Nullable String lasts,
      @Nullable Instant until,
      @Nullable Instant from,
      @Nullable String author,
      @Nullable String reason) {}

  private void list(Context context) throws JsonProcessingException {
    boolean all = "true".equals(context.queryParam("all"));
    Instant now = Instant.now();
    List<Silence> found =
        open().all().stream().filter(silence -> all || silence.end().isAfter(now)).toList();
    Json.write(context, found);
  }

  private void add(Context context) throws JsonProcessingException {
    Caller.checkMayChange(context);
    Body body = Json.read(context, Body.class);
    try {
      Instant now = Instant.now();
      Silence silence = open().add(wish(body, now), now);
      context.status(HttpStatus.CREATED);
      Json.write(context, silence);
    } catch (IllegalArgumentException e) {
      throw new BadRequestResponse(String.valueOf(e.getMessage()));
    }
  }

  private void end(Context context) throws JsonProcessingException {
    Caller.checkMayChange(context);
    String by = Optional.ofNullable(context.queryParam("author")).orElse("the API");
    Optional<Silence> ended = open().end(context.pathParam("id"), by, Instant.now());
    Json.write(context, ended.orElseThrow(() -> new NotFoundResponse("There is no such silence.")));
  }

  private static Silences.Wish wish(Body body, Instant now) {
    Instant from = body.from() == null ? now : body.from();
    Instant until = body.lasts() == null ? body.until() : from.plus(Durations.parse(body.lasts()));
    if (until == null) {
      throw new IllegalArgumentException("Say how long: \"for\": \"2h\", or \"until\" and a time.");
    }
    return new Silences.Wish(
        body.matchers() == null ? List.of() : body.matchers(),
        from,
        until,
        body.author() == null || body.author().isBlank() ? "the API" : body.author(),
        body.reason() == null ? "" : body.reason());
  }

  private Silences open() {
    return desk.get()
        .orElseThrow(() -> new ServiceUnavailableResponse("It is starting."))
        .silences();
  }
}
