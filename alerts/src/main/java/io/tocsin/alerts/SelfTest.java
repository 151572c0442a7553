package io.tocsin.alerts;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the receivers can be reached: a connection is opened, and where the address says so the
 * server's certificate is checked. Nothing is posted. A program or a server on the way that only
 * HTTP gets through is not seen by that.
 */
public final class SelfTest implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(SelfTest.class);
  private static final int LIMIT_MILLIS = 3_000;
  private static final Map<String, Integer> PORTS =
      Map.of("http", 80, "https", 443, "smtp", 587, "smtps", 465);

  private final List<ReceiverConfig> receivers;
  private final Map<String, String> problems = new ConcurrentHashMap<>();

  SelfTest(List<ReceiverConfig> receivers) {
    this.receivers = List.copyOf(receivers);
  }

  /** Tries each once, one after the other, and says in the log what came of it. */
  @Override
  public void run() {
    for (ReceiverConfig receiver : receivers) {
      String name = receiver.name();
      if (receiver.addresses().isEmpty()) {
        LOG.info("{} cannot be tried without a message", name);
      }
      for (URI address : receiver.addresses()) {
        Optional<String> problem = problem(address);
        problem.ifPresent(why -> problems.put(name, why));
        problem.ifPresentOrElse(
            why -> LOG.warn("{} cannot be reached: {}", name, why),
            () -> LOG.info("{} can be reached; nothing was sent", name));
      }
    }
  }

  /** What was found, by the receivers' names; those that were reached are not there. */
  Map<String, String> problems() {
    return Map.copyOf(problems);
  }

  /** Why there is no connection to this address; empty if there is. Shows no more than the host. */
  public static Optional<String> problem(URI address) {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    int port = address.getPort() < 0 ? PORTS.getOrDefault(scheme, 80) : address.getPort();
    String place = address.getHost() + ":" + port;
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.getHost(), port), LIMIT_MILLIS);
      if (scheme.equals("https") || scheme.equals("smtps")) {
        shakeHands(socket, address.getHost(), port);
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(place + ": " + e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  private static void shakeHands(Socket socket, String host, int port) throws IOException {
    socket.setSoTimeout(LIMIT_MILLIS);
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    try (SSLSocket secure = (SSLSocket) factory.createSocket(socket, host, port, true)) {
      SSLParameters parameters = secure.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      secure.setSSLParameters(parameters);
      secure.startHandshake();
    }
  }
}
