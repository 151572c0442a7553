package io.tocsin.alerts;

import io.tocsin.alerts.delivery.Notice;
import io.tocsin.telemetry.Incident;
import java.util.Map;

/** Addresses that go along with what is told: the console's page, the runbook. */
public interface Links {
  /** None. */
  Links NONE = incident -> Map.of();

  /** Whether it is no incident but what the notifier has to say itself: it stands on no page. */
  static boolean isNotice(Incident incident) {
    return Notice.isOne(incident);
  }

  /** By what an incident's own links call them; an own link of the same name gives way. */
  Map<String, String> of(Incident incident);
}
