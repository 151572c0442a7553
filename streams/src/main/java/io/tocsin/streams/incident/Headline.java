package io.tocsin.streams.incident;

import io.tocsin.telemetry.Finding;
import java.util.Collection;
import java.util.Locale;

/** An incident in half a line. */
final class Headline {
  private Headline() {}

  /**
   * @param findings all of the incident
   * @param services how many are concerned
   */
  static String of(Suspect cause, Collection<Finding> findings, int services) {
    Finding finding = cause.finding();
    Sign sign = cause.leadingSign();
    int others = cause.subject().isEngine() ? services : services - 1;
    if (sign != null || finding == null) {
      return (sign == null ? cause.subject().service() + " cannot be reached" : title(sign, cause))
          + affected(others);
    }
    boolean isCounted =
        finding.detector().equals(Nature.FORCE_REMOVAL) || HostRefusal.of(finding).isPresent();
    int alike = isCounted ? alike(finding, findings) : 1;
    String title = title(finding, alike);
    return finding.detector().equals(Nature.TELEMETRY_GAP)
        ? title
        : title + affected(others - alike + 1);
  }

  /** In how many services the same was found. */
  private static int alike(Finding finding, Collection<Finding> findings) {
    return (int)
        findings.stream()
            .filter(each -> each.detector().equals(finding.detector()))
            .map(Finding::subject)
            .distinct()
            .count();
  }

  private static String affected(int others) {
    if (others <= 0) {
      return "";
    }
    return others == 1
        ? "; 1 other service affected"
        : "; %d other services affected".formatted(others);
  }

  private static String title(Sign sign, Suspect cause) {
    String name = cause.subject().service();
    return switch (sign.kind()) {
      case PAUSED -> name + " is paused";
      case DISCONNECTED -> name + " was disconnected from its network";
      case STOPPED -> name + (sign.until() == null ? " is stopped" : " was restarted");
      case DIED -> name + (sign.until() == null ? " has died" : " died and was started again");
      case ALL_ENDED -> "The containers of %s ended all at once".formatted(cause.subject().host());
    };
  }

  private static String title(Finding finding, int services) {
    String name = finding.subject().service();
    String host = finding.subject().host();
    return switch (finding.detector()) {
      case "restart-rate" -> "%s is in a restart loop%s".formatted(name, exitCode(finding));
      case "exited" -> "%s has failed and stays down%s".formatted(name, exitCode(finding));
      case Nature.START_FAILED ->
          services > 1
              ? "%s cannot start containers: %d services are down".formatted(host, services)
              : "%s cannot be started".formatted(name);
      case "oom-kill" ->
          finding.evidence().containsKey("survived")
              ? "a process of %s was killed for memory".formatted(name)
              : "%s was killed for memory".formatted(name);
      case "memory-ratio" ->
          String.format(
              Locale.ROOT, "%s is at %.0f %% of its memory limit", name, finding.value() * 100);
      case "memory-forecast" ->
          String.format(Locale.ROOT, "%s will be out of memory in %.0f min", name, finding.value());
      case "cpu-throttling" -> "%s is held back by its processor quota".formatted(name);
      case Nature.API_STORM -> "A storm of calls to the engine of %s".formatted(host);
      case Nature.FORCE_REMOVAL ->
          services > 1 ? "%d services were removed by force".formatted(services) : removed(finding);
      case "error-spike" -> "%s logs far more errors than usual".formatted(name);
      case "error-ratio" -> "%s logs too many errors".formatted(name);
      case "http-errors" -> "%s answers with server errors".formatted(name);
      case "slow-requests" -> "%s answers slowly".formatted(name);
      case "log-silence" -> "%s has fallen silent".formatted(name);
      case "new-error" -> "%s logs an error never seen before".formatted(name);
      case "deprecation" -> "%s uses what will be gone".formatted(name);
      case "unhealthy" ->
          finding.unit().equals("changes")
              ? "the health of %s flaps".formatted(name)
              : "%s is unhealthy".formatted(name);
      case "startup-order" -> "%s is started before what it depends on".formatted(name);
      case "audit" -> "What %s lacks".formatted(place(finding));
      case Nature.TELEMETRY_GAP ->
          "Telemetry of %s was lost".formatted(name.isEmpty() ? host : name);
      case Nature.COLLECTOR_SILENT -> "%s has stopped reporting".formatted(host);
      default -> "%s: %s".formatted(name.isEmpty() ? host : name, finding.rule());
    };
  }

  private static String place(Finding finding) {
    return finding.subject().stack().isEmpty()
        ? finding.subject().host()
        : "the stack " + finding.subject().stack();
  }

  private static String removed(Finding finding) {
    String name = finding.subject().service();
    return finding.value() > 1
        ? "%.0f containers of %s were removed by force".formatted(finding.value(), name)
        : "%s was removed by force".formatted(name);
  }

  private static String exitCode(Finding finding) {
    Object code = finding.evidence().get("exitCode");
    return code == null ? "" : " (exit code %s)".formatted(code);
  }
}
