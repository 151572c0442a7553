package io.tocsin.alerts.receiver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tocsin.telemetry.redact.Redactor;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a receiver answered.
 *
 * @param headers their first values; names in any case
 * @param body its beginning
 * @param retryAfter what the header Retry-After asked for; zero for nothing
 */
public record Answer(int status, Map<String, String> headers, String body, Duration retryAfter) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int REASON_LIMIT = 200;
  private static final double LONGEST_SECONDS = 86_400;

  public Answer {
    Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    headers = anyCase;
  }

  public boolean isSuccess() {
    return status / 100 == 2;
  }

  /** 2xx is accepted; time-outs, too early, too many and 5xx pass; all else stays refused. */
  public Reply byStatus() {
    if (isSuccess()) {
      return new Reply.Accepted();
    }
    return isTemporary() ? new Reply.Failed(reason(), retryAfter) : new Reply.Refused(reason());
  }

  /** By the status, with the wait that the body asked for where that is longer. */
  public Reply byStatus(Duration asked) {
    return byStatus() instanceof Reply.Failed failed && asked.compareTo(retryAfter) > 0
        ? new Reply.Failed(failed.reason(), asked)
        : byStatus();
  }

  /** The status and the beginning of the body, for people. */
  public String reason() {
    return reason(body);
  }

  /** The status and these words of the receiver, for people. */
  public String reason(String words) {
    String harmless = Visible.line(new Redactor().redact(words));
    return Cut.to(REASON_LIMIT, ("HTTP " + status + ' ' + harmless).strip());
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** The body as JSON; a missing node if it is none. */
  public JsonNode json() {
    try {
      JsonNode json = JSON.readTree(body);
      return json == null ? MissingNode.getInstance() : json;
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** Seconds with a fraction as some receivers write them; zero for anything else. */
  public static Duration seconds(double seconds) {
    return seconds > 0
        ? Duration.ofMillis((long) Math.ceil(Math.min(seconds, LONGEST_SECONDS) * 1000))
        : Duration.ZERO;
  }

  private boolean isTemporary() {
    return status == 408 || status == 425 || status == 429 || status / 100 == 5;
  }
}
