package io.tocsin.bench.soak;

import io.tocsin.bench.Progress;
import io.tocsin.bench.engine.Agenda;
import io.tocsin.bench.engine.EngineEvents;
import io.tocsin.bench.engine.Hands;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Lets faults happen at their time, and keeps the record of them. */
final class Injector {
  private final Hands hands;
  private final EngineEvents events;
  private final Agenda agenda;
  private final List<Fault> faults = new ArrayList<>();

  Injector(Hands hands, EngineEvents events, Agenda agenda) {
    this.hands = hands;
    this.events = events;
    this.agenda = agenda;
  }

  /** Puts them on the agenda, with what comes before and after each. */
  void plan(List<Timetable.Entry> entries) {
    int number = 0;
    for (Timetable.Entry entry : entries) {
      number++;
      Scene scene = new Scene("soak-f%02d".formatted(number), hands, events);
      Kind kind = entry.kind();
      agenda.at(
          entry.at().minus(kind.timing().warmUp()),
          "prepare " + kind.name(),
          () -> kind.drama().prepare(scene));
      agenda.at(entry.at(), "let happen: " + kind.name(), () -> strike(kind, scene));
    }
  }

  private void strike(Kind kind, Scene scene) throws IOException, InterruptedException {
    agenda.in(kind.timing().hold(), "clear " + scene.stack(), () -> clear(scene));
    Fault fault = new Fault(kind, scene.stack(), kind.drama().strike(scene), null);
    faults.add(fault);
    Progress.say("FAULT " + fault.label() + " at " + fault.at());
  }

  private void clear(Scene scene) throws IOException, InterruptedException {
    faults.replaceAll(
        fault -> fault.stack().equals(scene.stack()) ? fault.clearedAt(Instant.now()) : fault);
    scene.clear();
  }

  /** What has happened so far. */
  List<Fault> faults() {
    return List.copyOf(faults);
  }
}
