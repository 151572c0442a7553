package io.tocsin.app.broker;

import io.tocsin.app.problem.Unreachable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Beside its data the broker leaves word of where it listens, for commands on the same host. */
final class BrokerAddress {
  private static final String FILE = "broker.address";

  private BrokerAddress() {}

  static void write(Path data, String address) {
    try {
      Files.writeString(data.resolve(FILE), address);
    } catch (IOException e) {
      throw new Unreachable("The folder " + data + " cannot be written: " + e, "", e);
    }
  }

  /** Empty if nobody has the folder. */
  static Optional<String> running(Path data) {
    try {
      FolderLock.take(data).close();
      return Optional.empty();
    } catch (Unreachable taken) {
      try {
        return Optional.of(Files.readString(data.resolve(FILE)).strip());
      } catch (IOException e) {
        throw taken;
      }
    }
  }
}
