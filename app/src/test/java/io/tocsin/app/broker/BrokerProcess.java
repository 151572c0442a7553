package io.tocsin.app.broker;

import java.nio.file.Path;

/** A broker in a process of its own, for tests that kill it. */
final class BrokerProcess {
  static final String READY = "ready ";

  private BrokerProcess() {}

  public static void main(String[] arguments) throws InterruptedException {
    BrokerOptions options = new BrokerOptions(Path.of(arguments[0]), 0, true);
    try (EmbeddedBroker broker = EmbeddedBroker.start(options, reason -> {})) {
      System.out.println(READY + broker.bootstrapServers());
      Thread.currentThread().join();
    }
  }
}
