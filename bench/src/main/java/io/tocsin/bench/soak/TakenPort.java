package io.tocsin.bench.soak;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.List;

/** A container that is to be started on a port that somebody has. */
record TakenPort() implements Kind.Drama {
  @Override
  public void prepare(Scene scene) {
    // There is nothing before it.
  }

  @Override
  public Instant strike(Scene scene) throws IOException, InterruptedException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String publish = "127.0.0.1:" + taken.getLocalPort() + ":80";
      return new Refused(List.of("-p", publish), List.of()).strike(scene);
    }
  }
}
