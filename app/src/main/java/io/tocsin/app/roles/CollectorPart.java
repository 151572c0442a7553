package io.tocsin.app.roles;

import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.app.config.Settings;
import io.tocsin.app.health.Check;
import io.tocsin.collector.Collector;
import io.tocsin.collector.CollectorConfig;
import io.tocsin.collector.CollectorStatus;
import io.tocsin.collector.engine.EngineAddress;
import io.tocsin.collector.inventory.Selection;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The collector. */
public final class CollectorPart {
  private CollectorPart() {}

  static RunningPart start(
      Settings settings, Map<String, Object> kafka, Path folder, MeterRegistry registry) {
    CollectorConfig.Bounds bounds = CollectorConfig.Bounds.DEFAULT;
    Collector collector =
        Collector.start(
            new CollectorConfig(
                kafka,
                settings.kafka().topics(),
                settings.host().orElse(null),
                folder,
                engine(settings),
                selection(settings.collect()),
                new CollectorConfig.Bounds(
                    settings.collect().spool(), bounds.line(), bounds.streams())),
            registry);
    return new RunningPart("collector", () -> check(collector.status()), collector::close);
  }

  /** The engine's files, as the collector wants them. */
  public static EngineAddress.@Nullable TlsFiles tls(Settings.Engine engine) {
    return engine
        .tls()
        .map(tls -> new EngineAddress.TlsFiles(tls.ca(), tls.cert(), tls.key()))
        .orElse(null);
  }

  private static CollectorConfig.Engine engine(Settings settings) {
    CollectorConfig.Engine found = CollectorConfig.Engine.FOUND;
    return new CollectorConfig.Engine(
        settings.engine().url().orElse(null),
        tls(settings.engine()),
        found.cgroupRoot(),
        found.proc());
  }

  private static Selection selection(Settings.Collect collect) {
    return new Selection(globs(collect.include()), globs(collect.exclude()));
  }

  private static Selection.Globs globs(Settings.Selection selection) {
    return new Selection.Globs(selection.names(), selection.images(), selection.labels());
  }

  private static Check check(CollectorStatus status) {
    if (!status.problem().isEmpty()) {
      return new Check("collector", status.isReady(), status.problem());
    }
    String detail =
        status.isReady()
            ? status.containers() + " containers of " + status.host()
            : missing(status);
    return new Check("collector", status.isReady(), detail);
  }

  private static String missing(CollectorStatus status) {
    if (!status.engineConnected()) {
      return "is connecting to the engine at " + status.engine();
    }
    if (!status.publishing()) {
      return "the broker takes nothing; " + status.spooledBytes() + " bytes wait on disk";
    }
    return status.caughtUp() ? "no heartbeat yet" : "is reading what happened before";
  }
}
