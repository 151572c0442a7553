package io.tocsin.app.broker;

import java.nio.file.Path;

/**
 * Where the embedded broker keeps its data and listens.
 *
 * @param data the folder of this Tocsin; the broker keeps a folder of its own in it
 * @param port the port on 127.0.0.1; 0 for any
 * @param portIsFixed whether to give up when the port is taken, rather than to take any other
 * @param keepsAll whether nothing is to be dropped while it runs, whatever its age
 */
public record BrokerOptions(Path data, int port, boolean portIsFixed, boolean keepsAll) {
  /** Where Kafka tools find the embedded broker unless told otherwise. */
  public static final int DEFAULT_PORT = 7172;

  /** A broker that drops what is past its time. */
  public BrokerOptions(Path data, int port, boolean portIsFixed) {
    this(data, port, portIsFixed, false);
  }

  Path logs() {
    return data.resolve("broker");
  }
}
