package io.tocsin.alerts.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.alerts.ReceiverConfig;
import io.tocsin.alerts.Sample;
import io.tocsin.alerts.delivery.HttpPost;
import io.tocsin.telemetry.Incident;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every receiver over HTTP keeps, against a vendor that takes only what it says it takes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class HttpContract extends MessageContract {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final Http http = new HttpPost(Duration.ofSeconds(10), threads, InstantSource.system());
  private final VendorServer server = new VendorServer();

  /** The vendor, in all its strictness. */
  protected abstract Vendor vendor();

  /** A receiver of the vendor at this address. */
  protected abstract ReceiverConfig config(URI server);

  /** What the vendor says to one who asks too often. */
  protected abstract Vendor.Said tooMany();

  /** For how long it then wants to be left alone. */
  protected abstract Duration asked();

  /** How the vendor says no for good, in each of its ways. */
  protected abstract List<Vendor.Said> refusals();

  /** Fails if the receiver would obey anything in the hostile text. */
  protected abstract void assertInert(JsonNode json);

  @Override
  protected final Receiver receiver() {
    return config(server.url()).receiver();
  }

  @BeforeAll
  void open() {
    server.open(vendor());
    assertThat(config(server.url()).problems()).isEmpty();
  }

  @AfterAll
  void close() {
    server.close();
    threads.shutdownNow();
  }

  @Override
  protected void assertTaken(Message message) {
    assertThat(send(message)).isInstanceOf(Reply.Accepted.class);
  }

  @Override
  protected final void assertInert(Message message) {
    assertInert(json(message));
  }

  @Override
  protected List<String> texts(Message message) {
    return texts(json(message));
  }

  @Test
  void waitsAsLongAsItIsAskedTo() {
    server.says(tooMany());

    assertThat(send(message(Sample.open())))
        .isInstanceOfSatisfying(
            Reply.Failed.class, failed -> assertThat(failed.retryAfter()).isEqualTo(asked()));
  }

  @Test
  void takesNoForAnAnswerAndSaysWhyWithoutItsSecret() {
    for (Vendor.Said refusal : refusals()) {
      server.says(refusal);

      assertThat(send(message(Sample.open())))
          .as(refusal.toString())
          .isInstanceOfSatisfying(
              Reply.Refused.class,
              refused -> assertThat(refused.reason()).isNotBlank().doesNotContain(SECRET));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504, 408})
  void triesAgainWhatMayPass(int status) {
    server.says(Vendor.Said.of(status, "<html>oops</html>"));

    assertThat(send(message(Sample.open()))).isInstanceOf(Reply.Failed.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void followsNoRedirect(int status) {
    int before = server.asked().size();
    server.says(
        new Vendor.Said(
            status, Map.of("Location", server.url().resolve("/stolen").toString()), ""));

    assertThat(send(message(Sample.open()))).isInstanceOf(Reply.Refused.class);
    assertThat(server.asked()).hasSize(before + 1);
  }

  /** What the vendor was sent last. */
  protected final Vendor.Asked sent(Incident incident) {
    assertTaken(message(incident));
    return server.asked().get(server.asked().size() - 1);
  }

  protected final Reply send(Message message) {
    try {
      return message.send(http);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  protected static JsonNode json(Message message) {
    return json(message.body());
  }

  protected static JsonNode json(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + body, e);
    }
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
}
