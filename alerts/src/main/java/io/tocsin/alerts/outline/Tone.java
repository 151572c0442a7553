package io.tocsin.alerts.outline;

import io.tocsin.telemetry.Incident;

/** How a message looks at first sight. */
public enum Tone {
  CRITICAL("🔴", "#d92d20"),
  WARNING("🟠", "#f79009"),
  INFO("🔵", "#2e90fa"),
  RESOLVED("✅", "#12b76a");

  private final String icon;
  private final String colour;

  Tone(String icon, String colour) {
    this.icon = icon;
    this.colour = colour;
  }

  static Tone of(Incident incident) {
    if (!incident.isOpen()) {
      return RESOLVED;
    }
    return switch (incident.severity()) {
      case CRITICAL -> CRITICAL;
      case WARNING -> WARNING;
      case INFO -> INFO;
    };
  }

  /** One character that can be seen from afar. */
  public String icon() {
    return icon;
  }

  /** {@code #rrggbb}. */
  public String colour() {
    return colour;
  }
}
