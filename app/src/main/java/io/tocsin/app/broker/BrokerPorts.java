package io.tocsin.app.broker;

import io.tocsin.app.problem.Unreachable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** The two ports that a broker with its own controller listens on, both on the loopback address. */
record BrokerPorts(int broker, int controller) {
  static final String HOST = "127.0.0.1";

  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  /**
   * Takes the wanted port for the broker and a free one for its controller.
   *
   * @throws Unreachable if another process has the wanted port and it was asked for by name
   */
  static BrokerPorts choose(BrokerOptions options) {
    try (ServerSocket broker = open(options);
        ServerSocket controller = open(0)) {
      return new BrokerPorts(broker.getLocalPort(), controller.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on " + HOST, e);
    }
  }

  String listener() {
    return HOST + ':' + broker;
  }

  String controllerListener() {
    return HOST + ':' + controller;
  }

  InetSocketAddress controllerAddress() {
    try {
      return new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), controller);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  private static ServerSocket open(BrokerOptions options) throws IOException {
    try {
      return open(options.port());
    } catch (IOException e) {
      if (options.portIsFixed()) {
        throw new Unreachable(
            "The embedded broker's port " + options.port() + " is taken by another process.",
            "Stop that process, or choose another port: broker.port (0 for any) or --broker-port.",
            e);
      }
      return open(0);
    }
  }

  private static ServerSocket open(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
