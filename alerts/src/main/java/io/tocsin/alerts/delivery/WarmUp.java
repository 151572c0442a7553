package io.tocsin.alerts.delivery;

import io.tocsin.alerts.receiver.Http;
import io.tocsin.alerts.receiver.HttpMessage;
import io.tocsin.alerts.receiver.Receiver;
import io.tocsin.telemetry.Incident;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads what the first post would otherwise wait for: the receiver's format, the HTTP client (by a
 * post to a socket of our own) and TLS. Nobody outside hears of it.
 */
public final class WarmUp {
  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
  private static final int TIMEOUT_MILLIS = 2_000;
  private static final byte[] ANSWER =
      "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private WarmUp() {}

  /** Writes the incident for the receiver and posts it to nobody. A failure costs only time. */
  public static void run(Receiver receiver, Http http, Incident incident)
      throws InterruptedException {
    if (receiver.message(incident, Instant.EPOCH) instanceof HttpMessage message) {
      post(message, http, receiver.name());
    }
  }

  private static void post(HttpMessage message, Http http, String receiver)
      throws InterruptedException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(TIMEOUT_MILLIS);
      Thread answerer = new Thread(() -> answer(server), "tocsin-notify warm-up");
      answerer.setDaemon(true);
      answerer.start();
      URI here = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
      http.post(new HttpMessage(here, Map.of(), message.body()));
      answerer.join(TIMEOUT_MILLIS);
      if ("https".equalsIgnoreCase(message.url().getScheme())) {
        sayHelloToNobody();
      }
    } catch (IOException | GeneralSecurityException e) {
      LOG.debug("no warm-up for {}", receiver, e);
    }
  }

  private static void answer(ServerSocket server) {
    try (Socket connection = server.accept()) {
      connection.setSoTimeout(TIMEOUT_MILLIS);
      connection.getInputStream().read(new byte[64 * 1024]);
      connection.getOutputStream().write(ANSWER);
    } catch (IOException e) {
      LOG.debug("the warm-up went unanswered", e);
    }
  }

  private static void sayHelloToNobody() throws GeneralSecurityException, IOException {
    SSLEngine engine = SSLContext.getDefault().createSSLEngine("localhost", 443);
    engine.setUseClientMode(true);
    engine.beginHandshake();
    engine.wrap(
        ByteBuffer.allocate(0), ByteBuffer.allocate(engine.getSession().getPacketBufferSize()));
  }
}
