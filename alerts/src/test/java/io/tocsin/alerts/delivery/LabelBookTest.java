package io.tocsin.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.alerts.Incidents;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Subject;
import io.tocsin.telemetry.Wire;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelBookTest {
  private static final Subject SERVICE = new Subject("host1", "netra", "a");
  private static final Incident INCIDENT = Incidents.open("i", 1);

  private final LabelBook book = new LabelBook();

  @Test
  void tellsTheLabelsOfTheContainersOfTheCause() {
    assertThat(book.learn(facts("c1", Map.of("team", "payments")))).isTrue();
    assertThat(book.learn(facts("c1", Map.of("team", "payments")))).isFalse();
    assertThat(book.learn(facts("c2", Map.of("team", "checkout")))).isTrue();

    assertThat(book.values(INCIDENT, "team")).containsExactly("checkout", "payments");
    assertThat(book.values(INCIDENT, "other")).isEmpty();
    assertThat(book.values(Incidents.with(INCIDENT, body -> body.put("stack", "shop")), "team"))
        .isEmpty();
  }

  @Test
  void remembersTheLastContainerOfAServiceThatIsGone() {
    book.learn(facts("c1", Map.of("team", "payments")));
    book.learn(facts("c2", Map.of("team", "checkout")));
    book.forget(SERVICE, "c1");
    assertThat(book.values(INCIDENT, "team")).containsExactly("checkout");

    book.forget(SERVICE, "c2");
    assertThat(book.values(INCIDENT, "team")).containsExactly("checkout");

    book.learn(facts("c3", Map.of()));
    assertThat(book.values(INCIDENT, "team")).isEmpty();
  }

  private static ContainerFacts facts(String id, Map<String, String> labels) {
    String json =
        """
        {"type": "container", "schema": "tocsin.container.v1", "at": "2026-11-21T10:00:00Z",
         "host": "host1", "stack": "netra", "service": "a",
         "container": {"id": "%s", "name": "a-1", "image": "a:1"}, "imageId": "x",
         "state": "running", "createdAt": "2026-11-21T10:00:00Z", "labels": %s}
        """
            .formatted(id, new String(Wire.write(labels), StandardCharsets.UTF_8));
    return Wire.read(json.getBytes(StandardCharsets.UTF_8), ContainerFacts.class);
  }
}
