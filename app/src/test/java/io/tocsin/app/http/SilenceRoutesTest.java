package io.tocsin.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.app.config.HttpAddress;
import io.tocsin.app.health.Readiness;
import io.tocsin.app.incidents.IncidentView;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may change anything; what comes of it is the end-to-end test's. */
class SilenceRoutesTest {
  private final HttpServer server =
      HttpServer.start(
          new HttpAddress("127.0.0.1", 0),
          new Answers(() -> new Readiness(List.of()), () -> "", new IncidentView(1)),
          List.of());

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void takesNothingThatAFormOfAWebPageCouldSend() throws IOException {
    for (String type :
        List.of(
            "application/x-www-form-urlencoded",
            "text/plain",
            "multipart/form-data; boundary=x",
            "text/json")) {
      assertThat(post("Content-Type: " + type)).startsWith("HTTP/1.1 415");
    }
    assertThat(post("X: y")).startsWith("HTTP/1.1 415");
  }

  @Test
  void takesNothingFromAnotherSite() throws IOException {
    assertThat(post("Content-Type: application/json\r\nOrigin: https://evil.example"))
        .startsWith("HTTP/1.1 403");
    assertThat(request("OPTIONS /api/silences", "Origin: https://evil.example"))
        .doesNotContain("Access-Control");
    assertThat(request("DELETE /api/silences/7f3a9c", "Origin: null")).startsWith("HTTP/1.1 403");
  }

  @Test
  void saysThatItIsStartingWhileThereIsNoBroker() throws IOException {
    assertThat(post("Content-Type: application/json\r\nOrigin: http://localhost"))
        .startsWith("HTTP/1.1 503");
    assertThat(request("GET /api/silences", "X: y")).startsWith("HTTP/1.1 503");
  }

  private String post(String header) throws IOException {
    return request("POST /api/silences", header);
  }

  private String request(String what, String header) throws IOException {
    String body = "{\"matchers\": [\"stack=shop\"], \"for\": \"2h\"}";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      OutputStream out = socket.getOutputStream();
      String head =
          "%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s\r\nContent-Length: %d\r\n\r\n"
              .formatted(what, header, body.length());
      out.write((head + body).getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
