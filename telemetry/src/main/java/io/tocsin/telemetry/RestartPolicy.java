package io.tocsin.telemetry;

/**
 * The engine's restart policy of a container.
 *
 * @param name {@code no}, {@code always}, {@code unless-stopped} or {@code on-failure}
 * @param maximumRetries for {@code on-failure}: after how many the engine gives up; 0 is never
 */
public record RestartPolicy(String name, int maximumRetries) {
  public static final RestartPolicy NO = new RestartPolicy("no", 0);

  /** Whether the engine would start a container again that ended with this code. */
  public boolean restarts(int exitCode) {
    return switch (name) {
      case "always", "unless-stopped" -> true;
      case "on-failure" -> exitCode != 0;
      default -> false;
    };
  }
}
