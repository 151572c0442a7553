package io.tocsin.app.terminal;

import io.tocsin.telemetry.Incident;
import java.util.ArrayList;
import java.util.List;

/** That an incident came back, came before, or has become part of another. */
final class Course {
  private static final int ID = 8;

  private Course() {}

  /** Empty if it did none of it. */
  static String of(Incident incident, Clock clock) {
    List<String> course = new ArrayList<>();
    String into = incident.mergedInto();
    if (into != null) {
      course.add("it goes on as a part of " + id(into));
    }
    Incident.Recurrence recurrence = incident.recurrence();
    if (recurrence != null && recurrence.reopened() > 0) {
      course.add("it was over and began again " + times(recurrence.reopened()));
    }
    if (recurrence != null && recurrence.earlier() > 0) {
      String last =
          recurrence.previousEndedAt() == null
              ? ""
              : ", last until " + clock.minute(recurrence.previousEndedAt());
      String which = recurrence.previous() == null ? "" : " (" + id(recurrence.previous()) + ")";
      course.add(
          "the same happened %s in the 7 days before%s%s"
              .formatted(times(recurrence.earlier()), last, which));
    }
    return String.join("; ", course);
  }

  /** In a few words; empty if it did none of it. */
  static String inShort(Incident incident) {
    if (incident.mergedInto() != null) {
      return "part of " + id(incident.mergedInto());
    }
    Incident.Recurrence recurrence = incident.recurrence();
    int before = recurrence == null ? 0 : recurrence.earlier() + recurrence.reopened();
    return before == 0 ? "" : "%s before in 7 days".formatted(times(before));
  }

  private static String times(int count) {
    return count == 1 ? "once" : count == 2 ? "twice" : count + " times";
  }

  private static String id(String id) {
    return Inert.text(id.substring(0, Math.min(ID, id.length())));
  }
}
