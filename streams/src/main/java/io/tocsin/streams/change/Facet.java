package io.tocsin.streams.change;

import io.tocsin.telemetry.Bytes;

/** What of a container can be changed, in the order in which it is told. */
enum Facet {
  IMAGE("image", Kind.WHOLE),
  /** Told as the image's, where the name has stayed the same. */
  IMAGE_ID("image", Kind.WHOLE),
  MEMORY("memory limit", Kind.BYTES),
  CPUS("cpu limit", Kind.WHOLE),
  PROCESSES("process limit", Kind.WHOLE),
  COMMAND("command", Kind.WHOLE),
  ENVIRONMENT("environment", Kind.SET),
  HEALTH_CHECK("health check", Kind.WHOLE),
  DEPENDENCIES("dependencies", Kind.SET),
  NETWORKS("networks", Kind.SET),
  VOLUMES("volumes", Kind.SET),
  RESTART_POLICY("restart policy", Kind.WHOLE),
  PAUSED("paused", Kind.STATE),
  /** Where its Compose project lies: not told as a change, but good for advice. */
  PROJECT("", Kind.UNTOLD);

  /** Between the members of a set; no name has it. */
  static final String AND = "\n";

  private final String words;
  private final Kind kind;

  /** How it differs. */
  enum Kind {
    WHOLE,
    BYTES,
    SET,
    STATE,
    UNTOLD
  }

  Facet(String words, Kind kind) {
    this.words = words;
    this.kind = kind;
  }

  String words() {
    return words;
  }

  Kind kind() {
    return kind;
  }

  /** A value as people read it. */
  String show(String value) {
    return kind == Kind.BYTES ? new Bytes(Long.parseLong(value)).toString() : value;
  }
}
