package io.tocsin.alerts.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alerts.Incidents;
import io.tocsin.alerts.ReceiverConfig;
import io.tocsin.alerts.receiver.HttpContract;
import io.tocsin.alerts.receiver.Vendor;
import io.tocsin.telemetry.Severity;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertmanagerReceiverTest extends HttpContract {
  @Override
  protected Vendor vendor() {
    return AlertmanagerReceiverTest::answer;
  }

  @Override
  protected ReceiverConfig config(URI server) {
    return ReceiverConfig.of("alertmanager", Map.of("url", server + "/am/", "token", SECRET));
  }

  private static Vendor.Said answer(Vendor.Asked asked) {
    boolean isWell =
        asked.target().equals("/am/api/v2/alerts")
            && ("Bearer " + SECRET).equals(asked.headers().get("Authorization"))
            && json(asked.body()).isArray();
    for (JsonNode alert : json(asked.body())) {
      isWell &= isAlert(alert);
    }
    return isWell
        ? Vendor.Said.of(200, "")
        : Vendor.Said.of(400, "\"start time must be before end time\"");
  }

  private static boolean isAlert(JsonNode alert) {
    boolean isWell =
        !Instant.parse(alert.path("endsAt").asText())
            .isBefore(Instant.parse(alert.path("startsAt").asText()));
    for (var names = alert.path("labels").fieldNames(); names.hasNext(); ) {
      String name = names.next();
      isWell &= name.matches("[a-zA-Z_][a-zA-Z0-9_]*");
      isWell &= !alert.path("labels").path(name).asText().isEmpty();
    }
    for (JsonNode annotation : alert.path("annotations")) {
      isWell &= annotation.isTextual();
    }
    return isWell && alert.path("labels").has("alertname");
  }

  @Override
  protected Vendor.Said tooMany() {
    return new Vendor.Said(429, Map.of("Retry-After", "2"), "");
  }

  @Override
  protected Duration asked() {
    return Duration.ofSeconds(2);
  }

  @Override
  protected List<Vendor.Said> refusals() {
    return List.of(
        Vendor.Said.of(400, "\"at least one label pair required\""),
        Vendor.Said.of(401, "Unauthorized"),
        Vendor.Said.of(404, "404 page not found"));
  }

  /** Texts for other templates, which escape for their own formats. */
  @Override
  protected void assertInert(JsonNode json) {
    for (JsonNode alert : json) {
      assertThat(alert.path("labels").size()).isBetween(4, 5);
      assertThat(alert.path("generatorURL").asText()).isEqualTo("http://127.0.0.1/");
    }
  }

  @Test
  void firesUnderItsSeverityAndEndsTheAlertsOfOthers() {
    assertThat(firing(json(message(Incidents.open("i1", 1, Severity.WARNING)))))
        .containsExactly("warning");
    assertThat(firing(json(message(Incidents.open("i1", 2, Severity.CRITICAL)))))
        .containsExactly("critical");
    assertThat(firing(json(message(Incidents.resolved("i1", 3))))).isEmpty();
  }

  @Test
  void isTheSameAlertOverAllRevisions() {
    JsonNode first = json(message(Incidents.open("i1", 1)));
    JsonNode last = json(message(Incidents.resolved("i1", 3)));

    for (int i = 0; i < first.size(); i++) {
      assertThat(first.get(i).path("labels")).isEqualTo(last.get(i).path("labels"));
    }
  }

  @Test
  void wantsToBeToldAgainLongBeforeItForgets() {
    assertThat(receiver().repeat()).contains(Duration.ofMinutes(1));
  }

  private static List<String> firing(JsonNode alerts) {
    List<String> firing = new ArrayList<>();
    for (JsonNode alert : alerts) {
      if (Instant.parse(alert.path("endsAt").asText())
              .isAfter(Incidents.START.plus(Duration.ofMinutes(5)))
          && !alert.path("endsAt").asText().equals("2026-11-21T12:05:00Z")) {
        firing.add(alert.path("labels").path("severity").asText());
      }
    }
    return firing;
  }
}
