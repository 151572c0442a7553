package io.tocsin.app.report;

import io.tocsin.telemetry.EngineEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The minutes of a service that were lost: in which a container of it died by itself, in which it
 * was down or unhealthy for half of the time, or in which at least half of its requests failed.
 */
final class Availability {
  private static final int LATE_MINUTES = 10;
  private static final Duration HALF = Duration.ofSeconds(30);
  private static final int MOST_CONTAINERS = 200;
  private static final String HEALTH = " health";

  private final BitSet bad = new BitSet();
  private final TreeMap<Long, int[]> requests = new TreeMap<>();
  private final Map<String, Instant> troubled = new HashMap<>();
  private final Set<String> here = new HashSet<>();
  private long firstMinute = -1;
  private boolean isKnown;
  private @Nullable Instant created;
  private @Nullable Instant gone;

  private static long minute(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), 60);
  }

  private void markBad(long minute) {
    if (firstMinute < 0) {
      firstMinute = minute - 60 * 24; // a day's room for what comes late
    }
    long index = minute - firstMinute;
    if (index >= 0 && index < Integer.MAX_VALUE) {
      bad.set((int) index);
    }
  }

  void request(Instant at, boolean failed) {
    int[] counts = requests.computeIfAbsent(minute(at), of -> new int[2]);
    counts[0]++;
    counts[1] += failed ? 1 : 0;
    while (requests.size() > LATE_MINUTES) {
      judge(requests.pollFirstEntry());
    }
  }

  private void judge(Map.Entry<Long, int[]> minute) {
    int[] counts = minute.getValue();
    if (counts[1] * 2 >= counts[0] && counts[1] > 0) {
      markBad(minute.getKey());
    }
  }

  /** A log says that a container of it has failed. */
  void died(Instant at) {
    markBad(minute(at));
  }

  /** It wrote something. */
  void heard() {
    isKnown = true;
  }

  /** A container of it was there. */
  void seen(String container) {
    isKnown = true;
    if (gone == null && here.size() < MOST_CONTAINERS) {
      here.add(container);
    }
  }

  void on(EngineEvent event, Ends.What what) {
    String id = event.container() == null ? "" : event.container().id();
    note(event, id);
    switch (event.action()) {
      case "die" -> {
        if (what == Ends.What.DEATH) {
          died(event.at());
          begin(id, event.at());
        } else {
          end(id, event.at());
        }
        end(id + HEALTH, event.at());
      }
      case "start", "destroy", "stop" -> end(id, event.at());
      case "health_status" -> {
        EngineEvent.Health health = event.health();
        if (health != null && health.status().equals("unhealthy")) {
          begin(id + HEALTH, event.at());
        } else {
          end(id + HEALTH, event.at());
        }
      }
      default -> {}
    }
  }

  /** When the service came, and when the last of its containers went for good. */
  private void note(EngineEvent event, String id) {
    if (!isKnown && event.action().equals("create")) {
      created = event.at();
    }
    isKnown = true;
    if (event.action().equals("destroy")) {
      here.remove(id);
      gone = here.isEmpty() ? event.at() : null;
    } else if (event.action().equals("create") || event.action().equals("start")) {
      gone = null;
      seen(id);
    }
  }

  /** How many minutes of a time it was there, at least those that were lost. */
  int minutes(Instant from, Instant to) {
    Instant begin = created != null && created.isAfter(from) ? created : from;
    Instant end = gone != null && gone.isBefore(to) ? gone : to;
    long minutes = (Duration.between(begin, end).toSeconds() + 30) / 60;
    return (int) Math.min(Integer.MAX_VALUE, Math.max(Math.max(1, minutes), lostMinutes()));
  }

  private void begin(String key, Instant at) {
    if (troubled.size() < MOST_CONTAINERS) {
      troubled.putIfAbsent(key, at);
    }
  }

  private void end(String key, Instant at) {
    Instant since = troubled.remove(key);
    if (since != null) {
      lost(since, at);
    }
  }

  private void lost(Instant from, Instant to) {
    for (long minute = minute(from); minute <= minute(to); minute++) {
      Instant begin = Instant.ofEpochSecond(minute * 60);
      Instant later = begin.isAfter(from) ? begin : from;
      Instant sooner = begin.plusSeconds(60).isBefore(to) ? begin.plusSeconds(60) : to;
      if (Duration.between(later, sooner).compareTo(HALF) >= 0) {
        markBad(minute);
      }
    }
  }

  /** The record ends. */
  void finish(Instant end) {
    List.copyOf(troubled.keySet()).forEach(key -> end(key, end));
    while (!requests.isEmpty()) {
      judge(requests.pollFirstEntry());
    }
  }

  /** How many minutes were lost. */
  int lostMinutes() {
    return bad.cardinality();
  }

  /** Lost minutes from a moment until another; until is left out. */
  int lostMinutes(Instant from, Instant until) {
    if (firstMinute < 0) {
      return 0;
    }
    long begin = Math.max(0, minute(from) - firstMinute);
    long end = Math.max(begin, minute(until) - firstMinute);
    return bad.get((int) begin, (int) Math.min(Integer.MAX_VALUE - 1, end)).cardinality();
  }

  /** The times that were lost, minutes side by side joined. */
  List<Span> spans() {
    List<Span> spans = new ArrayList<>();
    int begin = bad.nextSetBit(0);
    while (begin >= 0) {
      int end = bad.nextClearBit(begin);
      spans.add(new Span(at(begin), at(end)));
      begin = bad.nextSetBit(end);
    }
    return spans;
  }

  private Instant at(int index) {
    return Instant.ofEpochSecond((firstMinute + index) * 60);
  }

  /** A time that was lost. */
  record Span(Instant from, Instant to) {}

  @Nullable Span longest() {
    return spans().stream()
        .max(java.util.Comparator.comparing(s -> Duration.between(s.from(), s.to())))
        .orElse(null);
  }
}
