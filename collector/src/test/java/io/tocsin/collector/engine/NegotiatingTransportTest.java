package io.tocsin.collector.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NegotiatingTransportTest {
  private final FakeEngine engine = new FakeEngine();
  private final Transport transport = new NegotiatingTransport(engine);

  @Test
  void speaksAnOlderEnginesVersion() {
    version("1.41");

    transport.get("/info");
    transport.get("/info");

    assertThat(engine.asked).containsExactly("/version", "/v1.41/info", "/v1.41/info");
  }

  @Test
  void speaksTheNewestThatItKnowsToANewerEngine() {
    version("1.52");

    transport.get("/info");

    assertThat(engine.asked).endsWith("/v" + NegotiatingTransport.NEWEST + "/info");
  }

  @Test
  void comparesNumbersAndNotText() {
    version("1.9");

    transport.get("/info");

    assertThat(engine.asked).endsWith("/v1.9/info");
  }

  @Test
  void asksAgainWhenTheEngineHasBecomeAnother() {
    version("1.44");
    transport.get("/info");
    engine.answers(path -> reply(path, 400, "1.41"));

    transport.get("/info");
    engine.answers(path -> reply(path, 200, "1.41"));
    transport.get("/info");

    assertThat(engine.asked).endsWith("/version", "/v1.41/info");
  }

  private void version(String version) {
    engine.answers(path -> reply(path, 200, version));
  }

  private static FakeEngine.Reply reply(String path, int status, String version) {
    return path.equals("/version")
        ? new FakeEngine.Reply(200, "{\"ApiVersion\":\"" + version + "\"}")
        : new FakeEngine.Reply(status, "{}");
  }
}
