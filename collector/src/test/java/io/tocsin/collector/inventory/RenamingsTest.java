package io.tocsin.collector.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tocsin.telemetry.Wire;
import io.tocsin.telemetry.redact.Redactor;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RenamingsTest {
  private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");

  private final ContainerBook book =
      new ContainerBook("host1", Selection.ALL, new InspectionReader("host1", new Redactor()));

  @Test
  void keepsTheHistoryOfARenamedContainer() throws Exception {
    learn("a", "web");

    Known renamed = learn("a", "shop");

    assertThat(renamed.subject().service()).isEqualTo("web");
    assertThat(renamed.container().name()).isEqualTo("shop");
    assertThat(learn("a", "shop").inspection())
        .extracting(inspection -> inspection.facts().subject().service())
        .isEqualTo("web");
  }

  @Test
  void letsASuccessorTakeTheNameAndTheHistoryOfWhatWasRemoved() throws Exception {
    learn("a", "web");
    learn("b", "web-new");
    book.remove("a");

    assertThat(learn("b", "web").subject().service()).isEqualTo("web");
    assertThat(learn("b", "web").subject().service()).isEqualTo("web");
  }

  @Test
  void letsASuccessorTakeTheNameOfWhatWasMovedAside() throws Exception {
    learn("a", "web");
    learn("b", "web-new");

    assertThat(learn("a", "web-old").subject().service()).isEqualTo("web");
    assertThat(learn("b", "web").subject().service()).isEqualTo("web");
  }

  @Test
  void goesByTheLabelsOfWhatHasThem() throws Exception {
    String labels =
        "\"com.docker.compose.project\": \"shop\", \"com.docker.compose.service\": \"web\"";
    book.learn(json("a", "shop-web-1", labels), AT);

    Known renamed = book.learn(json("a", "shop-web-2", labels), AT);

    assertThat(renamed.subject().stack()).isEqualTo("shop");
    assertThat(renamed.subject().service()).isEqualTo("web");
  }

  private Known learn(String id, String name) throws JsonProcessingException {
    return book.learn(json(id, name, ""), AT);
  }

  private static com.fasterxml.jackson.databind.JsonNode json(String id, String name, String labels)
      throws JsonProcessingException {
    return Wire.mapper()
        .readTree(
            """
            {"Id": "%s", "Name": "/%s", "Config": {"Image": "shop:1", "Labels": {%s}},
             "State": {"Status": "running", "Running": true}, "HostConfig": {}}
            """
                .formatted(id, name, labels));
  }
}
