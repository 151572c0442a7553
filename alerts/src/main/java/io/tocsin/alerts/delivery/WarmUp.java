package io.tocsin.alerts.delivery;

import io.tocsin.alerts.receiver.Message;
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
  public static void run(Receiver receiver, Post post, Incident incident)
      throws InterruptedException {
    Message message = receiver.message(incident, Instant.EPOCH);
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(TIMEOUT_MILLIS);
      Thread answerer = new Thread(() -> answer(server), "tocsin-notify warm-up");
      answerer.setDaemon(true);
      answerer.start();
      post.send(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"), message);
      answerer.join(TIMEOUT_MILLIS);
      if ("https".equalsIgnoreCase(receiver.url().getScheme())) {
        sayHelloToNobody();
      }
    } catch (IOException | GeneralSecurityException e) {
      LOG.debug("no warm-up for {}", receiver.name(), e);
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
