package io.tocsin.app.doctor;

import io.tocsin.alerts.ReceiverConfig;
import io.tocsin.app.config.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the receivers' addresses can be reached. Only a connection is opened; nothing is sent.
 */
final class ReceiverExamination {
  private static final int LIMIT_MILLIS = 3000;

  List<Diagnosis> run(Settings.Receivers settings, List<ReceiverConfig> receivers) {
    List<Diagnosis> found = new ArrayList<>();
    receivers.forEach(
        receiver ->
            receiver
                .problems()
                .forEach(
                    problem -> found.add(Diagnosis.trouble("receivers", problem, "Correct it."))));
    settings.webhooks().forEach(hook -> found.add(reach("webhook", hook.url())));
    settings.slack().forEach(slack -> found.add(reach("Slack", URI.create(slack.url().reveal()))));
    return found;
  }

  private static Diagnosis reach(String kind, URI url) {
    int standard = "https".equals(url.getScheme()) ? 443 : 80;
    int port = url.getPort() < 0 ? standard : url.getPort();
    String place = kind + " " + url.getHost() + ":" + port;
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(url.getHost(), port), LIMIT_MILLIS);
      return Diagnosis.well("receivers", place + " can be reached (nothing was sent)");
    } catch (IOException e) {
      return Diagnosis.trouble(
          "receivers",
          place + " cannot be reached: " + e.getMessage(),
          "Check the address, the network and any proxy or firewall.");
    }
  }
}
