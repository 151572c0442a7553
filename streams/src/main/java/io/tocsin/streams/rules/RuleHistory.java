package io.tocsin.streams.rules;

import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which rules were in force when. Grows while it is used; safe for several threads. A version's
 * moment should lie a little ahead when it is added, so that every reader has it in time.
 */
public final class RuleHistory {
  private volatile Edition edition;

  /**
   * Rules and the time for which they hold.
   *
   * @param until exclusive; {@link Instant#MAX} for those that hold now
   */
  public record Version(Instant from, Instant until, RuleBook rules) {
    public boolean holds(Instant at) {
      return !at.isBefore(from) && at.isBefore(until);
    }
  }

  private record Edition(int number, NavigableMap<Instant, RuleBook> versions) {}

  private RuleHistory(NavigableMap<Instant, RuleBook> versions) {
    edition = new Edition(0, versions);
  }

  /** The same rules for all time, unless others are added. */
  public static RuleHistory of(RuleBook always) {
    return new RuleHistory(new TreeMap<>(Map.of(Instant.MIN, always)));
  }

  /** The first of the rules; they hold for what was before them, too. */
  public static RuleHistory from(Instant moment, RuleBook first) {
    return new RuleHistory(new TreeMap<>(Map.of(moment, first)));
  }

  /** Other rules hold from this moment on. */
  public synchronized void add(Instant from, RuleBook rules) {
    NavigableMap<Instant, RuleBook> versions = new TreeMap<>(edition.versions());
    versions.put(from, rules);
    edition = new Edition(edition.number() + 1, versions);
  }

  /** Changes whenever something was added; cheap to ask for with each record. */
  public int edition() {
    return edition.number();
  }

  /** The rules in force at a time. */
  public Version at(Instant time) {
    NavigableMap<Instant, RuleBook> versions = edition.versions();
    Map.Entry<Instant, RuleBook> entry = versions.floorEntry(time);
    Map.Entry<Instant, RuleBook> found = entry == null ? versions.firstEntry() : entry;
    Instant next = versions.higherKey(found.getKey());
    Instant from = entry == null ? Instant.MIN : found.getKey();
    return new Version(from, next == null ? Instant.MAX : next, found.getValue());
  }

  /** The last of them. */
  public Version latest() {
    return at(Instant.MAX);
  }
}
