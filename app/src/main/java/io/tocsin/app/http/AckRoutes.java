package io.tocsin.app.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.ServiceUnavailableResponse;
import io.tocsin.app.controls.Acknowledgements.Word;
import io.tocsin.app.controls.ConsoleLinks;
import io.tocsin.app.controls.FrontDesk;
import io.tocsin.telemetry.Acknowledgement;
import io.tocsin.telemetry.Incident;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Acknowledging over HTTP. No GET changes anything: a chat that looks at a link to preview it, and
 * a browser that fetches ahead, acknowledge nothing. The button on the page of an incident works on
 * this machine, and anywhere for those who come by the link of a message, which has the incident's
 * key in it.
 */
final class AckRoutes {
  private final Answers answers;

  AckRoutes(Answers answers) {
    this.answers = answers;
  }

  void addTo(RoutesConfig routes) {
    routes.post("/api/incidents/{id}/ack", this::acknowledge);
    routes.delete("/api/incidents/{id}/ack", this::withdraw);
    routes.post("/incidents/{id}/ack", this::press);
  }

  /** Whether whoever asks for the page of an incident may press its button. */
  boolean mayPress(Context context, Incident incident) {
    return incident.isOpen()
        && answers.desk().get().isPresent()
        && (Caller.isLocal(context) || hasKey(incident, context.queryParam(ConsoleLinks.KEY)));
  }

  /** The body of a POST. */
  private record Body(@Nullable String author, @Nullable String reason) {}

  private void acknowledge(Context context) throws JsonProcessingException {
    Caller.checkMayChange(context);
    Body body = Json.read(context, Body.class);
    String author = Objects.requireNonNullElse(body.author(), "the API");
    Word word = new Word(author, Objects.requireNonNullElse(body.reason(), ""));
    Acknowledgement hand = add(incident(context), word);
    context.status(HttpStatus.CREATED);
    Json.write(context, hand);
  }

  private void withdraw(Context context) {
    Caller.checkMayChange(context);
    desk().acknowledgements().withdraw(incident(context));
    context.status(HttpStatus.NO_CONTENT);
  }

  /** The form on the page of an incident. */
  private void press(Context context) {
    Incident incident = incident(context);
    String key = context.formParam(ConsoleLinks.KEY);
    boolean isOfThisMachine = Caller.isLocal(context) && Caller.isFromOwnPage(context);
    if (!isOfThisMachine && !hasKey(incident, key)) {
      throw new ForbiddenResponse(
          "Come by the link of a message, or use the command line: tocsin ack " + incident.id());
    }
    String author = Objects.requireNonNullElse(context.formParam("author"), "");
    String reason = Objects.requireNonNullElse(context.formParam("reason"), "");
    add(incident, new Word(author.isBlank() ? "somebody on the console" : author, reason));
    context.redirect("/incidents/" + incident.id(), HttpStatus.SEE_OTHER);
  }

  private Acknowledgement add(Incident incident, Word word) {
    try {
      return desk().acknowledgements().add(incident, word, Instant.now());
    } catch (IllegalArgumentException e) {
      throw new BadRequestResponse(String.valueOf(e.getMessage()));
    }
  }

  private boolean hasKey(Incident incident, @Nullable String key) {
    Optional<FrontDesk> desk = answers.desk().get();
    return key != null && desk.isPresent() && desk.get().keys().fits(incident.id(), key);
  }

  private Incident incident(Context context) {
    return answers
        .incidents()
        .find(context.pathParam("id"))
        .orElseThrow(() -> new NotFoundResponse("There is no such incident."));
  }

  private FrontDesk desk() {
    return answers
        .desk()
        .get()
        .orElseThrow(() -> new ServiceUnavailableResponse("It is starting."));
  }
}
