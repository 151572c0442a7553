package io.tocsin.alerts.delivery;

import io.tocsin.telemetry.Incident;
import java.util.List;

/** Tells what is open, of whatever partition. It may be a moment late. */
public interface OpenIncidents {
  /** Knows of nothing. */
  OpenIncidents NONE =
      new OpenIncidents() {
        @Override
        public List<Incident> open() {
          return List.of();
        }

        @Override
        public boolean isRead() {
          return true;
        }
      };

  List<Incident> open();

  /** Whether it knows all that was open at the start. */
  boolean isRead();
}
