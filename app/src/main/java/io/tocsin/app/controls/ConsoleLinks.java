package io.tocsin.app.controls;

import io.tocsin.alerts.Links;
import io.tocsin.app.config.Settings;
import io.tocsin.telemetry.Incident;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Links to the console's pages: the incident, the button to acknowledge it, the runbook. */
public final class ConsoleLinks implements Links {
  /** The name of the parameter that has the incident's key. */
  public static final String KEY = "key";

  private final Optional<URI> console;
  private final Optional<URI> runbooks;
  private final AckKeys keys;

  public ConsoleLinks(Settings settings, AckKeys keys) {
    this.console =
        settings.pages().console().or(() -> settings.http().map(address -> address.page()));
    this.runbooks =
        settings.pages().runbooks().or(() -> console.map(page -> page.resolve("runbooks/")));
    this.keys = keys;
  }

  @Override
  public Map<String, String> of(Incident incident) {
    Map<String, String> links = new TreeMap<>();
    if (!Links.isNotice(incident)) {
      console.ifPresent(page -> links.putAll(pages(page, incident)));
    }
    String runbook = incident.links().get("runbook");
    if (runbook != null) {
      String file = runbook.substring(runbook.lastIndexOf('/') + 1);
      runbooks.ifPresent(folder -> links.put("runbook", folder.resolve(file).toString()));
    }
    return links;
  }

  private Map<String, String> pages(URI page, Incident incident) {
    String address = page.resolve("incidents/" + incident.id()).toString();
    return incident.isOpen()
        ? Map.of(
            "console", address, "acknowledge", address + '?' + KEY + '=' + keys.of(incident.id()))
        : Map.of("console", address);
  }
}
