package io.tocsin.app.doctor;

import io.tocsin.alerts.ReceiverConfig;
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

  List<Diagnosis> run(List<ReceiverConfig> receivers) {
    List<Diagnosis> found = new ArrayList<>();
    for (ReceiverConfig receiver : receivers) {
      receiver
          .templateProblem()
          .ifPresent(
              problem ->
                  found.add(
                      Diagnosis.trouble(
                          "receivers",
                          receiver.label() + " gets the shipped message: " + problem,
                          "Mend the template; tocsin notify preview shows what it makes.")));
      receiver.addresses().forEach(address -> found.add(reach(receiver.label(), address)));
    }
    return found;
  }

  static Diagnosis reach(String kind, URI url) {
    int port = url.getPort() < 0 ? standardPort(url) : url.getPort();
    String place = kind + " (" + url.getHost() + ":" + port + ")";
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

  private static int standardPort(URI url) {
    return switch (String.valueOf(url.getScheme())) {
      case "https" -> 443;
      case "smtp" -> 587;
      case "smtps" -> 465;
      default -> 80;
    };
  }
}
