package io.tocsin.app.cli;

import io.tocsin.alerts.ReceiverConfig;
import io.tocsin.app.config.Settings;
import io.tocsin.app.roles.Part;
import io.tocsin.app.terminal.Terminal;
import io.tocsin.app.terminal.Terminal.Colour;
import java.util.List;
import java.util.Set;

/** What a process says first: what it does, where it is, and who will be told. */
final class Banner {
  private final Settings settings;
  private final Set<Part> parts;

  Banner(Settings settings, Set<Part> parts) {
    this.settings = settings;
    this.parts = parts;
  }

  void print(Terminal terminal) {
    terminal.note(terminal.paint(Colour.BOLD, "Tocsin " + Version.number()));
    if (parts.contains(Part.COLLECT)) {
      row(terminal, "watches", settings.engine().url().orElse("the Docker Engine of this host"));
    }
    row(terminal, "broker", broker());
    settings.http().ifPresent(http -> row(terminal, "console", "http://" + http + "/"));
    if (parts.contains(Part.NOTIFY)) {
      row(terminal, "tells", receivers());
    }
  }

  private String broker() {
    return settings
        .kafka()
        .bootstrapServers()
        .orElseGet(() -> "in this process; its data is in " + settings.data());
  }

  private String receivers() {
    List<String> told = settings.receivers().all().stream().map(ReceiverConfig::label).toList();
    return told.isEmpty()
        ? "this terminal only (--webhook URL or --slack URL tell others)"
        : "this terminal, " + String.join(", ", told);
  }

  private static void row(Terminal terminal, String name, String text) {
    terminal.note("  " + terminal.paint(Colour.GREY, String.format("%-9s", name)) + text);
  }
}
