package io.tocsin.alerts.policy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** When a window is open. */
public sealed interface Times {
  /** When the window that is open at this moment closes; empty if none is. */
  Optional<Instant> endAt(Instant now);

  /** Once, from a moment to another. */
  record Once(Instant from, Instant to) implements Times {
    @Override
    public Optional<Instant> endAt(Instant now) {
      return !now.isBefore(from) && now.isBefore(to) ? Optional.of(to) : Optional.empty();
    }
  }

  /**
   * Each week, by the clock on the wall: a window that ends no later than it begins goes on into
   * the next day. Where clocks are put forward over a time, that time is the moment when they are;
   * where they are put back, a window begins at the first and ends at the second such time.
   *
   * @param days on which it begins
   */
  record Weekly(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) implements Times {
    public Weekly {
      days = Set.copyOf(days);
    }

    @Override
    public Optional<Instant> endAt(Instant now) {
      LocalDate today = now.atZone(zone).toLocalDate();
      return Stream.of(today.minusDays(1), today)
          .filter(date -> days.contains(date.getDayOfWeek()))
          .flatMap(date -> beginningOn(date).endAt(now).stream())
          .max(Comparator.naturalOrder());
    }

    private Once beginningOn(LocalDate date) {
      LocalDate lastDay = to.isAfter(from) ? date : date.plusDays(1);
      return new Once(
          moment(date.atTime(from), zone, false), moment(lastDay.atTime(to), zone, true));
    }
  }

  /**
   * The moment when clocks in the zone show this.
   *
   * @param last of two such moments the later one
   */
  static Instant moment(LocalDateTime shown, ZoneId zone, boolean last) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(shown);
    if (offsets.isEmpty()) {
      ZoneOffsetTransition gap = zone.getRules().getTransition(shown);
      return gap.getInstant();
    }
    return shown.toInstant(offsets.get(last ? offsets.size() - 1 : 0));
  }
}
