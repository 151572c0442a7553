package io.tocsin.app.broker;

import io.tocsin.app.problem.Unreachable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Beside its data the broker leaves word of where it listens, for commands on the same host. */
final class BrokerAddress {
  private static final String FILE = "broker.address";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration TURN = Duration.ofMillis(100);

  private BrokerAddress() {}

  static void write(Path data, String address) {
    try {
      Files.writeString(data.resolve(FILE), address);
    } catch (IOException e) {
      throw new Unreachable("The folder " + data + " cannot be written: " + e, "", e);
    }
  }

  /** Takes back what an earlier broker said, for it may listen elsewhere now. */
  static void forget(Path data) {
    try {
      Files.deleteIfExists(data.resolve(FILE));
    } catch (IOException e) {
      throw new Unreachable("The folder " + data + " cannot be written: " + e, "", e);
    }
  }

  /** Empty if nobody has the folder. Waits for a broker that is starting. */
  static Optional<String> running(Path data) {
    Instant limit = Instant.now().plus(PATIENCE);
    while (true) {
      try {
        FolderLock.take(data).close();
        return Optional.empty();
      } catch (Unreachable taken) {
        Optional<String> told = told(data);
        if (told.isPresent() || Instant.now().isAfter(limit)) {
          return Optional.of(told.orElseThrow(() -> taken));
        }
        LockSupport.parkNanos(TURN.toNanos());
      }
    }
  }

  private static Optional<String> told(Path data) {
    try {
      String address = Files.readString(data.resolve(FILE)).strip();
      return Optional.of(address).filter(each -> !each.isEmpty());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
