package io.tocsin.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.app.config.HttpAddress;
import io.tocsin.app.health.Check;
import io.tocsin.app.health.Readiness;
import io.tocsin.app.incidents.IncidentApi;
import io.tocsin.app.incidents.IncidentView;
import io.tocsin.app.incidents.SampleIncidents;
import io.tocsin.app.problem.Unreachable;
import io.tocsin.telemetry.Incident;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpServerTest {
  private final IncidentView view = new IncidentView(10);
  private volatile Readiness readiness =
      new Readiness(List.of(new Check("collector", false, "the engine does not answer")));
  private final HttpServer server =
      HttpServer.start(
          new HttpAddress("127.0.0.1", 0),
          new Answers(() -> readiness, () -> "up 1\n", view),
          List.of("console.example.org"));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void isAliveBeforeItIsReady() throws IOException {
    assertThat(get("/health/live", "localhost")).startsWith("HTTP/1.1 200");
    assertThat(get("/health/ready", "localhost"))
        .startsWith("HTTP/1.1 503")
        .contains("\"missing\":[\"collector: the engine does not answer\"]");

    readiness = new Readiness(List.of(new Check("collector", true, "")));

    assertThat(get("/health/ready", "localhost")).startsWith("HTTP/1.1 200");
  }

  @Test
  void listsIncidentsByState() throws IOException {
    view.put(SampleIncidents.open("now"));
    view.put(SampleIncidents.resolved("then", Instant.parse("2026-11-21T12:00:00Z")));

    assertThat(new IncidentApi("127.0.0.1:" + server.port()).read().orElseThrow())
        .extracting(Incident::id)
        .containsExactly("now", "then");
    assertThat(get("/api/incidents?state=open", "localhost"))
        .contains("now")
        .doesNotContain("then");
    assertThat(get("/api/incidents/then", "localhost")).contains("\"state\":\"resolved\"");
    assertThat(get("/api/incidents/none", "localhost")).startsWith("HTTP/1.1 404");
  }

  @Test
  void answersNoPageOfAForeignSite() throws IOException {
    for (String host : List.of("evil.example.com", "127.0.0.1.evil.com", "localhost.evil.com:80")) {
      assertThat(get("/api/incidents", host)).startsWith("HTTP/1.1 403");
    }
    for (String host :
        List.of("localhost:7171", "127.0.0.1", "[::1]:80", "tocsin", "console.example.org")) {
      assertThat(get("/api/incidents", host))
          .startsWith("HTTP/1.1 200")
          .doesNotContain("Access-Control");
    }
    assertThat(get("/health/live", "probe.example.com")).startsWith("HTTP/1.1 200");
  }

  @Test
  void showsLogTextAsTextOnly() throws IOException {
    view.put(SampleIncidents.withLog("x", "</pre><script>alert(1)</script>\u001b[31m\u202e&"));

    assertThat(get("/", "localhost"))
        .contains("&lt;/pre&gt;&lt;script&gt;alert(1)")
        .doesNotContain("<script")
        .doesNotContain("\u001b")
        .doesNotContain("\u202e")
        .contains("Content-Security-Policy: default-src 'none'");
  }

  @Test
  void changesNothing() throws IOException {
    assertThat(request("POST", "/api/incidents", "localhost")).startsWith("HTTP/1.1 40");
  }

  @Test
  void saysThatItsAddressIsTaken() {
    HttpAddress taken = new HttpAddress("127.0.0.1", server.port());

    assertThatThrownBy(
            () -> HttpServer.start(taken, new Answers(() -> readiness, () -> "", view), List.of()))
        .isInstanceOf(Unreachable.class)
        .hasMessageContaining("127.0.0.1:" + server.port());
  }

  private String get(String path, String host) throws IOException {
    return request("GET", path, host);
  }

  /** By hand, because the JDK's client does not let one choose the Host header. */
  private String request(String method, String path, String host) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      OutputStream out = socket.getOutputStream();
      String head =
          method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
