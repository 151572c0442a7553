package io.tocsin.bench.faults;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * A kind of fault. Some come from within: the service is started with a {@code MODE} and fails by
 * itself at its time, so that nothing that happens to the engine gives it away. The others are done
 * to it.
 */
enum Kind {
  /** A new release that cannot be imported: the container ends at once, again and again. */
  CRASH_ON_IMPORT("crash-on-import", 80) {
    @Override
    void strike(Stage stage, String service) throws IOException, InterruptedException {
      stage.redeploy(service, Images.BROKEN, List.of());
    }
  },

  OOM_KILL("oom-kill", 80, "oom", "--memory", "40m", "--memory-swap", "40m"),

  /** A quarter of a MiB a second, at a third of a limit of 32 MiB. */
  LEAK("leak", 120, "leak", "--memory", "32m", "--memory-swap", "32m"),

  /** It hangs: whoever asks it, also its health check, gets no answer. */
  HANG("hang", 80, "hang"),

  /** It answers after five seconds; nobody waits longer than two. It is well by its own word. */
  SLOW("slow", 110, "slow"),

  /** It does not listen any more, and otherwise runs on. */
  REFUSE("refuse", 80, "refuse"),

  /** All the processes that it may have are taken. */
  PIDS("pids", 90, "pids", "--pids-limit", "24"),

  /** A new release whose command is not there. */
  BAD_IMAGE("bad-image", 80) {
    @Override
    void strike(Stage stage, String service) throws IOException, InterruptedException {
      stage.redeploy(service, Images.EMPTY, List.of());
    }
  },

  /** Deployed with less memory than it takes at its start. */
  LOWER_LIMIT("lower-limit", 80, "", "--memory", "64m", "--memory-swap", "64m") {
    @Override
    void strike(Stage stage, String service) throws IOException, InterruptedException {
      stage.redeploy(service, Images.GOOD, List.of("--memory", "8m", "--memory-swap", "8m"));
    }
  },

  FORCE_REMOVAL("force-removal", 80) {
    @Override
    void strike(Stage stage, String service) throws IOException, InterruptedException {
      stage.docker("rm", "-f", stage.container(service));
    }
  },

  /** A loop that makes containers and throws them away. */
  API_STORM("api-storm", 60) {
    @Override
    void strike(Stage stage, String service) throws IOException, InterruptedException {
      stage.storm(STORM);
    }
  },

  PAUSE("pause", 80) {
    @Override
    void strike(Stage stage, String service) throws IOException, InterruptedException {
      stage.docker("pause", stage.container(service));
    }
  },

  DISCONNECT("disconnect", 80) {
    @Override
    void strike(Stage stage, String service) throws IOException, InterruptedException {
      stage.docker("network", "disconnect", stage.network(), stage.container(service));
    }
  };

  static final Duration STORM = Duration.ofSeconds(22);

  private final String wireName;
  private final Duration hold;
  private final String mode;

  @SuppressWarnings("ImmutableEnumChecker") // List.of makes one that nobody changes
  private final List<String> options;

  Kind(String wireName, int holdSeconds) {
    this(wireName, holdSeconds, "");
  }

  Kind(String wireName, int holdSeconds, String mode, String... options) {
    this.wireName = wireName;
    this.hold = Duration.ofSeconds(holdSeconds);
    this.mode = mode;
    this.options = List.of(options);
  }

  @JsonCreator
  static Kind of(String name) {
    return Arrays.stream(values())
        .filter(kind -> kind.wireName.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no kind of fault " + name));
  }

  @JsonValue
  String wireName() {
    return wireName;
  }

  /** How long it lasts before all is taken down. */
  Duration hold() {
    return hold;
  }

  /** What the service is told to do to itself; empty if it is done to it. */
  String mode() {
    return mode;
  }

  /** What the service's container needs for it from the beginning. */
  List<String> options() {
    return options;
  }

  boolean comesFromWithin() {
    return !mode.isEmpty();
  }

  /** Does it. */
  void strike(Stage stage, String service) throws IOException, InterruptedException {
    throw new IllegalStateException(wireName + " comes from within");
  }
}
