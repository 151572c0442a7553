package io.tocsin.app.doctor;

import io.tocsin.app.config.Settings;
import io.tocsin.app.roles.CollectorPart;
import io.tocsin.collector.engine.EngineClock;
import io.tocsin.collector.engine.EngineDiscovery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Where an engine was looked for, and what was there. */
final class EngineExamination {
  private final Settings.Engine engine;

  EngineExamination(Settings.Engine engine) {
    this.engine = engine;
  }

  List<Diagnosis> run() {
    EngineDiscovery.Discovery discovery =
        EngineDiscovery.find(engine.url().orElse(null), CollectorPart.tls(engine));
    List<Diagnosis> found = new ArrayList<>();
    discovery.candidates().forEach(candidate -> found.add(describe(candidate)));
    if (!discovery.isFound()) {
      found.add(
          Diagnosis.trouble(
              "engine",
              "no engine answers",
              "Start Docker or Podman, give this user the right to its socket (docker group), or"
                  + " name it: --docker URL or DOCKER_HOST."));
    } else {
      EngineClock.ahead(discovery.address()).map(EngineExamination::clock).ifPresent(found::add);
    }
    return found;
  }

  private static Diagnosis clock(Duration ahead) {
    if (ahead.abs().compareTo(EngineClock.WORTH_TELLING) <= 0) {
      return Diagnosis.well("engine", "its clock and this one's agree");
    }
    String direction = ahead.isNegative() ? "behind" : "ahead of";
    return Diagnosis.note(
        "engine",
        "its clock is %d ms %s this one's: times are those of the engine. Set both by one time"
                .formatted(ahead.abs().toMillis(), direction)
            + " server (chrony, systemd-timesyncd), or hosts cannot be compared.");
  }

  private static Diagnosis describe(EngineDiscovery.Candidate candidate) {
    String place = candidate.url().isEmpty() ? "" : " " + candidate.url();
    String text = candidate.source() + place + ": " + candidate.reason();
    if (!candidate.taken()) {
      return Diagnosis.note("engine", text);
    }
    return candidate.reason().contains("does not answer")
        ? Diagnosis.trouble(
            "engine",
            text,
            "Is it running, and may this user open it? Or name another: --docker URL.")
        : Diagnosis.well("engine", text);
  }
}
