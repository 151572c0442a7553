package io.tocsin.app.cli;

import io.tocsin.alerts.ReceiverConfig;
import io.tocsin.app.config.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** Which receiver is meant. */
final class ReceiverArgument {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "RECEIVER",
      description = "its name or its kind; not needed where there is only one")
  private @Nullable String name;

  ReceiverConfig in(Settings settings) {
    return ChosenReceiver.of(settings.receivers().all(), name);
  }
}
