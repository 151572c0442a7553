package io.tocsin.alerts.delivery;

import io.tocsin.alerts.policy.Daily;
import io.tocsin.alerts.policy.Daily.Day;
import io.tocsin.alerts.policy.Delivery;
import io.tocsin.alerts.policy.Telling;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells once a day what pages nobody: what is open for information, near misses, waste. Its
 * revision is the day's number, so that the ledger knows which day was told, and a restart tells
 * none twice.
 */
public final class DailyDigest {
  static final String ID = "daily-digest";
  private static final Duration DAY = Duration.ofDays(1);

  private final List<Courier> couriers;
  private final Ledger ledger;
  private final Daily daily;
  private final Contents contents;
  private @Nullable Edition last;

  /** What there is to say: what is open, and what a review of the day's telemetry shows. */
  public record Contents(Supplier<List<Incident>> open, Lines review) {}

  /** Lines about a time. */
  public interface Lines {
    List<String> of(Instant from, Instant to) throws InterruptedException;
  }

  private record Edition(int day, Optional<Incident> notice) {}

  /**
   * @param couriers of those who want it
   */
  public DailyDigest(List<Courier> couriers, Ledger ledger, Daily daily, Contents contents) {
    this.couriers = List.copyOf(couriers);
    this.ledger = ledger;
    this.daily = daily;
    this.contents = contents;
  }

  /** To be called every so often, once the ledger has been read. */
  public void look(Instant now) throws InterruptedException {
    Optional<Day> due = daily.due(now);
    if (due.isEmpty()) {
      return;
    }
    List<Courier> untold =
        couriers.stream().filter(courier -> !isTold(courier, due.get())).toList();
    if (untold.isEmpty()) {
      return;
    }
    Optional<Incident> notice = edition(due.get(), now);
    if (notice.isPresent()) {
      for (Courier courier : untold) {
        courier.accept(notice.get(), Receipt.NOBODYS);
      }
    }
  }

  private boolean isTold(Courier courier, Day day) {
    Delivery entry = ledger.last(courier.receiver().name(), ID);
    return entry != null && entry.revision() >= day.number();
  }

  /** Made once a day. */
  private Optional<Incident> edition(Day day, Instant now) throws InterruptedException {
    Edition made = last;
    if (made == null || made.day() != day.number()) {
      made = new Edition(day.number(), notice(day, now));
      last = made;
    }
    return made.notice();
  }

  private Optional<Incident> notice(Day day, Instant now) throws InterruptedException {
    List<String> lines = new ArrayList<>();
    contents.open().get().stream()
        .filter(incident -> incident.severity() == Severity.INFO)
        .sorted(Comparator.comparing(Incident::stack).thenComparing(Incident::id))
        .map(DailyDigest::line)
        .forEach(lines::add);
    lines.addAll(contents.review().of(day.at().minus(DAY), day.at()));
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(notice(lines).open(day.number(), day.at().minus(DAY), now));
  }

  static Notice notice(List<String> lines) {
    return new Notice(
        ID,
        Telling.DIGEST,
        Severity.INFO,
        "Daily digest: " + lines.size() + (lines.size() == 1 ? " thing" : " things"),
        "what pages nobody, of the last day",
        lines,
        "Nothing of it is urgent. tocsin incidents shows what is open.");
  }

  private static String line(Incident incident) {
    String stack = incident.stack().isEmpty() ? incident.host() : incident.stack();
    return incident.cause().detector() + ", " + stack + ": " + incident.cause().summary();
  }
}
