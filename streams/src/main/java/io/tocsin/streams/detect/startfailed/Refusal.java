package io.tocsin.streams.detect.startfailed;

import java.util.Locale;

/** The engine's reasons for not starting a container, told by its words. */
enum Refusal {
  PORT("a port that it publishes is taken", "port is already allocated", "address already in use"),
  COMMAND(
      "its image has no such command, or it cannot be executed",
      "executable file not found",
      "exec format error",
      "exec: \""),
  MOUNT(
      "something that it mounts is missing, or does not fit",
      "mount",
      "bind source path does not exist"),
  NETWORK("its network is missing, or has no address left", "network", "endpoint", "sandbox"),
  LIMIT(
      "the kernel refuses its limits or its devices", "cgroup", "device", "rlimit", "oci runtime"),
  OTHER("");

  private static final int LONGEST = 240;
  private static final String CHAIN = "unable to start container process: ";

  private final String meaning;

  @SuppressWarnings("ImmutableEnumChecker") // never handed out, never written to
  private final String[] signs;

  Refusal(String meaning, String... signs) {
    this.meaning = meaning;
    this.signs = signs;
  }

  /** The first reason, in the order above, that one of the words speaks for. */
  static Refusal of(String error) {
    String words = error.toLowerCase(Locale.ROOT);
    for (Refusal refusal : values()) {
      for (String sign : refusal.signs) {
        if (words.contains(sign)) {
          return refusal;
        }
      }
    }
    return OTHER;
  }

  /** For people; empty where the engine's words must do. */
  String meaning() {
    return meaning;
  }

  /** Without the runtime's own chain in front: what comes behind it tells something. */
  static String inShort(String error) {
    int chain = error.lastIndexOf(CHAIN);
    String told = chain < 0 ? error : error.substring(chain + CHAIN.length());
    String line = told.strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
  }
}
