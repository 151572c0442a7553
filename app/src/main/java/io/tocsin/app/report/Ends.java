package io.tocsin.app.report;

import io.tocsin.streams.detect.Signals;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How containers ended, by the engine's events and by what logs say of them, and restarts. */
final class Ends {
  private static final int MOST_CONTAINERS = 5_000;
  private static final Pattern SAID =
      Pattern.compile("(?:called exit\\(|exited with (?:code|status) |exit code[: ]+)(\\d{1,3})");

  private final Signals signals = new Signals(null);
  private final Map<Key, long[]> exits = new LinkedHashMap<>();
  private final Map<String, Instant> died = new EntryReading.Latest<>(MOST_CONTAINERS);
  private final Map<Subject, Restarts> restarts = new HashMap<>();

  private record Key(Subject subject, int code, boolean isOom) {}

  /**
   * Ends of a service's containers.
   *
   * @param events how many the engine's events tell
   * @param lines how many lines of its log say so
   */
  record ExitRow(Subject subject, int code, boolean isOom, long events, long lines) {}

  /** Restarts of a service. */
  record RestartRow(Subject subject, long count, Instant first, Instant last) {
    RestartRow more(Instant at) {
      return new RestartRow(subject, count + 1, first, at.isAfter(last) ? at : last);
    }
  }

  private static final class Restarts {
    @Nullable RestartRow row;
  }

  /** What an event was. */
  enum What {
    /** It ended by itself. */
    DEATH,
    /** It was started again after it had ended by itself. */
    RESTART,
    OTHER
  }

  What on(EngineEvent event) {
    if (event.container() == null || !event.type().equals("container")) {
      return What.OTHER;
    }
    What what = judge(event, event.container().id());
    signals.note(event);
    return what;
  }

  private What judge(EngineEvent event, String id) {
    if (event.action().equals("die") && signals.diedByItself(event)) {
      int code = Signals.exitCode(event);
      boolean isOom = event.exit() != null && event.exit().oomKilled();
      count(new Key(event.subject(), code, isOom))[0]++;
      boolean failed = code != 0 || event.traitsOrDefault().restartPolicy().restarts(0);
      if (failed) {
        died.put(id, event.at());
      }
      return failed ? What.DEATH : What.OTHER;
    }
    if (event.action().equals("start") && died.remove(id) != null) {
      Restarts of = restarts.computeIfAbsent(event.subject(), subject -> new Restarts());
      Instant at = event.at();
      of.row = of.row == null ? new RestartRow(event.subject(), 1, at, at) : of.row.more(at);
      return What.RESTART;
    }
    return What.OTHER;
  }

  /** Whether the message says that a container ended; counted if so. */
  boolean on(Entry entry) {
    Matcher said = SAID.matcher(entry.message());
    if (entry.message().length() > 200 || !said.find()) {
      return false;
    }
    count(new Key(entry.head().subject(), Integer.parseInt(said.group(1)), false))[1]++;
    return true;
  }

  private long[] count(Key key) {
    return exits.computeIfAbsent(key, made -> new long[2]);
  }

  List<ExitRow> exits() {
    List<ExitRow> rows = new ArrayList<>();
    exits.forEach(
        (key, n) -> rows.add(new ExitRow(key.subject(), key.code(), key.isOom(), n[0], n[1])));
    rows.sort(Comparator.comparingLong((ExitRow row) -> row.events() + row.lines()).reversed());
    return rows;
  }

  List<RestartRow> restarts() {
    return restarts.values().stream()
        .flatMap(of -> java.util.stream.Stream.ofNullable(of.row))
        .sorted(Comparator.comparingLong(RestartRow::count).reversed())
        .toList();
  }
}
