package io.tocsin.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.alerts.delivery.SampleNotices;
import io.tocsin.telemetry.Acknowledgement;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** An incident as it could be, to try receivers and templates with. */
public final class Sample {
  private static final Instant WRITTEN_FOR = Instant.parse("2026-11-21T10:00:00Z");

  private Sample() {}

  /** What there can be to tell. */
  public enum Occasion {
    OPENING,
    END,
    /** Nobody has acknowledged it in time. */
    ESCALATED,
    /** Somebody has, and it has changed since. */
    ACKNOWLEDGED,
    /** There was more than the receiver is to get. */
    TOO_MANY,
    DAILY_DIGEST,
    /** Another receiver takes nothing. */
    RECEIVER_FAILING;

    /** {@code daily-digest} and so on. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** What would be told. */
  public static Incident of(Occasion occasion) {
    return switch (occasion) {
      case OPENING -> open();
      case END -> resolved();
      case ESCALATED -> open().escalated(Duration.ofMinutes(15));
      case ACKNOWLEDGED ->
          open()
              .with(
                  new Acknowledgement(
                      "tocsin-sample", "ann", WRITTEN_FOR.plusSeconds(240), "rolling back", 0));
      case TOO_MANY ->
          SampleNotices.tooMany(
              List.of(
                  open(),
                  other("blog", "web answers 502 to 12 % of the requests"),
                  other("mail", "queue logs errors 40 times as often as ever")),
              WRITTEN_FOR.plusSeconds(60));
      case DAILY_DIGEST -> SampleNotices.daily(DAY, WRITTEN_FOR.minusSeconds(3_600));
      case RECEIVER_FAILING ->
          SampleNotices.failing("mattermost:chat.example.com:3f9a1c", WRITTEN_FOR);
    };
  }

  private static final List<String> DAY =
      List.of(
          "audit, shop: no health check: cache",
          "deprecation, shop: worker logs 'utcnow() is deprecated' 1,204 times a day",
          "near miss: shop/api came to 92 % of its memory limit of 512 MiB at"
              + " 2026-11-21T04:12:07Z",
          "near miss: shop/worker died twice by itself and was started again",
          "waste: shop/cache may use 2 GiB of memory and never needed more than 80 MiB",
          "waste: shop/api may use 2 CPUs and never needed more than 0.3 for a minute");

  private static Incident other(String stack, String title) {
    ObjectNode body = json();
    body.put("id", "tocsin-sample-2").put("severity", "warning");
    return read(body.put("stack", stack).put("title", title));
  }

  /** One that has just opened. */
  public static Incident open() {
    return read(json());
  }

  /** The same when it is over. */
  public static Incident resolved() {
    ObjectNode body = json();
    body.put("revision", 2).put("state", "resolved");
    body.withObject("/links").remove("acknowledge");
    body.put("resolvedAt", WRITTEN_FOR.plus(Duration.ofSeconds(754)).toString());
    body.put("updatedAt", WRITTEN_FOR.plus(Duration.ofSeconds(754)).toString());
    return read(body);
  }

  /** One that has opened a little before this time, and is another at another time. */
  public static Incident openAt(Instant now) {
    return read(shifted(json(), now));
  }

  /** Its end, at this time. */
  public static Incident resolvedAt(Instant now, Instant openedAt) {
    ObjectNode body = shifted(json(), openedAt);
    body.put("revision", 2).put("state", "resolved");
    body.withObject("/links").remove("acknowledge");
    return read(body.put("resolvedAt", now.toString()).put("updatedAt", now.toString()));
  }

  private static ObjectNode shifted(ObjectNode body, Instant now) {
    Instant start = now.minusSeconds(41);
    body.put("id", "tocsin-sample-" + now.getEpochSecond()).put("startedAt", start.toString());
    body.put("title", "A trial, nothing is broken: " + body.path("title").asText());
    body.put("detectedAt", now.toString()).put("updatedAt", now.toString());
    ((ObjectNode) body.withArray("changes").get(0)).put("at", start.minusSeconds(168).toString());
    return body;
  }

  /** One with nothing but its cause. */
  static Incident bare() {
    return Rehearsal.incident();
  }

  static List<Incident> all() {
    return List.of(open(), resolved(), bare());
  }

  private static Incident read(ObjectNode body) {
    return Wire.read(body.toString().getBytes(StandardCharsets.UTF_8), Incident.class);
  }

  private static ObjectNode json() {
    try (InputStream in = Sample.class.getResourceAsStream("sample-incident.json")) {
      JsonNode json = Wire.mapper().readTree(in);
      return (ObjectNode) json;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
