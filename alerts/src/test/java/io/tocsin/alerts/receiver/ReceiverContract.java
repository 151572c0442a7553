package io.tocsin.alerts.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.alerts.Incidents;
import io.tocsin.telemetry.Incident;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every receiver keeps; each one's test extends it and adds its own limits. */
public abstract class ReceiverContract {
  protected static final URI URL = URI.create("https://hooks.example.com/services/T0/B0/s3cr3t");
  private static final ObjectMapper JSON = new ObjectMapper();

  protected abstract Receiver receiver();

  /** Fails unless the body keeps to the receiver's limits. */
  protected abstract void assertWithinLimits(String body, JsonNode json);

  /** Fails if the receiver would obey anything in the hostile text. */
  protected abstract void assertInert(JsonNode json);

  @Test
  void isNamedTheSameEachTimeAndWithoutItsSecret() {
    assertThat(receiver().name())
        .isEqualTo(receiver().name())
        .contains("hooks.example.com")
        .doesNotContain("s3cr3t", "services");
    assertThat(receiver().toString()).doesNotContain("s3cr3t");
  }

  @Test
  void saysWhatBrokeAndWhy() {
    String body = body(Incidents.open("i1", 1));

    assertThat(body).contains("backend is in a restart loop", "netra", "host1", "a line", "exits");
  }

  @Test
  void saysThatItIsOver() {
    assertThat(body(Incidents.resolved("i1", 2))).containsIgnoringCase("resolved");
  }

  @Test
  void takesAnIncidentWithNothingButItsCause() {
    Incident bare =
        Incidents.with(
            Incidents.open("i1", 1),
            body -> {
              body.put("stack", "");
              body.remove(
                  List.of("candidates", "why", "services", "findings", "changes", "advice"));
              body.remove("links");
            });

    assertFit(bare);
    assertFit(Incidents.over(bare));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!channel> @everyone @here <@U123> <#C1> <https://evil.example|login>",
        "```\n*bold* _it_ https://evil.example <script>alert(1)</script>",
        "\u001b[31m\u0000\u0007\u202egnp.exe\u2066\u200b\ufeff\u2028",
        "\"},{\"type\":\"x\"}]} \\u0022 \\",
        "lone \ud83d and \udc00 surrogates",
        "&amp;lt;!channel&gt;"
      })
  void makesHostileTextHarmless(String text) throws JsonProcessingException {
    Incident incident = Incidents.saying(text);

    for (Incident told : List.of(incident, Incidents.over(incident))) {
      JsonNode json = JSON.readTree(body(told));
      texts(json).forEach(ReceiverContract::assertVisible);
      assertInert(json);
      assertFit(told);
    }
  }

  @Test
  void cutsWhatIsTooLongButNeverTheCause() {
    for (int count : new int[] {1, 30, 300}) {
      for (int length : new int[] {100, 1_000, 9_000 / count}) {
        Incident huge = Incidents.huge(count, length);
        assertFit(huge);
        assertThat(body(huge)).contains("the one true cause");
      }
    }
    assertFit(Incidents.huge(1, 300_000));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void takesAnyText(long seed) {
    Random random = new Random(seed);
    int length = random.nextInt(3_000);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
    }

    assertFit(Incidents.saying(text.toString()));
  }

  protected final String body(Incident incident) {
    return receiver().message(incident, Incidents.START).body();
  }

  /** All texts below the node. */
  protected static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    if (node.isTextual()) {
      texts.add(node.textValue());
    }
    node.forEach(child -> texts.addAll(texts(child)));
    return texts;
  }

  private void assertFit(Incident incident) {
    String body = body(incident);
    try {
      assertWithinLimits(body, JSON.readTree(body));
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + body, e);
    }
  }

  private static void assertVisible(String text) {
    assertThat(text.codePoints())
        .noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')
        .noneMatch(c -> Character.getType(c) == Character.FORMAT)
        .noneMatch(c -> Character.getType(c) == Character.SURROGATE);
  }
}
