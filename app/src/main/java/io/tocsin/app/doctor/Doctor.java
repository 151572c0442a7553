package io.tocsin.app.doctor;

import io.tocsin.alerts.ReceiverConfig;
import io.tocsin.app.config.Settings;
import java.util.ArrayList;
import java.util.List;

/** Everything in turn. Connects, reads, and changes nothing; no receiver is sent anything. */
public final class Doctor {
  private final Settings settings;

  public Doctor(Settings settings) {
    this.settings = settings;
  }

  /** What was found, in the order in which data flows. */
  public List<Diagnosis> examine() {
    List<Diagnosis> found = new ArrayList<>();
    found.add(Diagnosis.well("java", System.getProperty("java.version") + " is new enough"));
    found.addAll(new EngineExamination(settings.engine()).run());
    found.addAll(new DataExamination(settings).run());
    found.addAll(new BrokerExamination(settings).run());
    found.addAll(receivers());
    settings
        .heartbeat()
        .ifPresent(given -> found.add(ReceiverExamination.reach("heartbeat", given.url())));
    return found;
  }

  private List<Diagnosis> receivers() {
    List<ReceiverConfig> receivers = settings.receivers().all();
    if (receivers.isEmpty()) {
      return List.of(
          Diagnosis.note("receivers", "none: incidents show in the terminal and the console only"));
    }
    return new ReceiverExamination().run(receivers);
  }
}
