package io.tocsin.streams.incident;

import io.tocsin.streams.detect.Recent;
import io.tocsin.telemetry.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The incidents that are over, by what caused them, so that it can be said that one came before.
 */
final class Past {
  private static final Duration KEPT = Duration.ofDays(7);
  private static final int SERVICES = 256;
  private static final int MOST_OF_ONE = 20;

  private final Recent<String, List<Ended>> ended;

  /** An incident that is over. */
  record Ended(String id, Instant at) {}

  Past(@Nullable Map<String, List<Ended>> kept) {
    ended = new Recent<>(SERVICES, kept);
  }

  Map<String, List<Ended>> state() {
    return new LinkedHashMap<>(ended);
  }

  void note(Suspect cause, String id, Instant at) {
    String key = key(cause);
    List<Ended> all = new ArrayList<>(ended.getOrDefault(key, List.of()));
    all.removeIf(each -> each.id().equals(id) || each.at().plus(KEPT).isBefore(at));
    all.add(new Ended(id, at));
    ended.renew(key, List.copyOf(all.subList(Math.max(0, all.size() - MOST_OF_ONE), all.size())));
  }

  /** That it came back, or came before; null if it did neither. */
  Incident.@Nullable Recurrence of(Suspect cause, Case now) {
    List<Ended> before =
        ended.getOrDefault(key(cause), List.of()).stream()
            .filter(each -> !each.id().equals(now.id()))
            .filter(each -> each.at().isBefore(now.startedAt()))
            .filter(each -> each.at().plus(KEPT).isAfter(now.startedAt()))
            .toList();
    if (before.isEmpty() && now.reopened() == 0) {
      return null;
    }
    Ended last = before.isEmpty() ? null : before.get(before.size() - 1);
    return new Incident.Recurrence(
        now.reopened(),
        before.size(),
        last == null ? null : last.id(),
        last == null ? null : last.at());
  }

  /** The service and what was wrong with it; a death, its repetition and its end are one thing. */
  private static String key(Suspect cause) {
    return switch (cause.detector()) {
      case "died", "exited", "restart-rate" -> cause.subject().key() + "/died";
      default -> cause.subject().key() + '/' + cause.detector();
    };
  }
}
