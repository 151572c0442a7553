package io.tocsin.streams.detect;

import io.tocsin.telemetry.EngineEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a container died by itself or because somebody ended it: {@code docker stop},
 * {@code restart}, {@code kill} and {@code rm -f} all announce themselves by a {@code kill} event.
 */
public final class Signals {
  /** A container may take its time after SIGTERM: {@code docker stop -t} is not in the traits. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  /** SIGKILL works at once; a loaded machine may need a while to say so. */
  static final Duration SLACK = Duration.ofSeconds(10);

  private static final int CONTAINERS = 128;
  private static final int KILL = 9;

  /** Signals that containers are sent to tell them something: HUP, USR1, USR2, CHLD, CONT, … */
  private static final Set<Integer> MESSAGES = Set.of(1, 10, 12, 17, 18, 19, 20, 23);

  private static final Map<String, Integer> NUMBERS =
      Map.ofEntries(
          Map.entry("HUP", 1),
          Map.entry("INT", 2),
          Map.entry("QUIT", 3),
          Map.entry("ABRT", 6),
          Map.entry("KILL", KILL),
          Map.entry("USR1", 10),
          Map.entry("USR2", 12),
          Map.entry("TERM", 15),
          Map.entry("CHLD", 17),
          Map.entry("CONT", 18),
          Map.entry("STOP", 19),
          Map.entry("TSTP", 20),
          Map.entry("URG", 23),
          Map.entry("WINCH", 28));

  private final Recent<String, Sent> sent;

  /** A signal that a container was sent; {@code number} is 0 for an unknown name. */
  public record Sent(Instant at, int number) {
    public boolean terminates() {
      return !MESSAGES.contains(number);
    }

    public boolean isKill() {
      return number == KILL;
    }
  }

  public Signals(@Nullable Map<String, Sent> kept) {
    sent = new Recent<>(CONTAINERS, kept);
  }

  public Map<String, Sent> state() {
    return new java.util.LinkedHashMap<>(sent);
  }

  public boolean isEmpty() {
    return sent.isEmpty();
  }

  /** To be called with every container event, after it has been judged. */
  public void note(EngineEvent event) {
    if (event.container() == null) {
      return;
    }
    String id = event.container().id();
    switch (event.action()) {
      case "kill" -> sent.renew(id, strongest(sent.get(id), of(event)));
      case "start", "destroy" -> sent.remove(id);
      default -> {}
    }
  }

  /** What a {@code kill} event says. */
  public static Sent of(EngineEvent kill) {
    return new Sent(kill.at(), number(kill.attributes().getOrDefault("signal", "")));
  }

  /** Whether the container of this event has been told to end and has not been started since. */
  public boolean isEnding(EngineEvent event) {
    Sent last = event.container() == null ? null : sent.get(event.container().id());
    return last != null && last.terminates() && within(last, event);
  }

  /** The first signal that this container's end was asked for with; null for none. */
  public @Nullable Sent last(String containerId) {
    return sent.get(containerId);
  }

  /** Whether a {@code die} was the container's own doing. */
  public boolean diedByItself(EngineEvent die) {
    if (Boolean.parseBoolean(die.attributes().get(EngineEvent.ENGINE_RESTART)) || isEnding(die)) {
      return false;
    }
    int code = die.exit() == null ? exitCode(die) : die.exit().code();
    Sent last = die.container() == null ? null : sent.get(die.container().id());
    if (last != null && code == 128 + last.number() && within(last, die)) {
      return false;
    }
    // Of a death that was missed, the signal was missed too: the code must speak for itself.
    boolean oom = die.exit() != null && die.exit().oomKilled();
    return oom || !die.reconciled() || (code != 137 && code != 143 && code != 130);
  }

  /** The exit code; -1 where the event does not tell. */
  public static int exitCode(EngineEvent die) {
    if (die.exit() != null) {
      return die.exit().code();
    }
    try {
      return Integer.parseInt(die.attributes().getOrDefault("exitCode", "-1"));
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /** The number of a signal that is given by name or number; 0 for an unknown one. */
  public static int number(String signal) {
    String name = signal.strip().toUpperCase(Locale.ROOT);
    if (!name.isEmpty() && name.length() <= 3 && name.chars().allMatch(Character::isDigit)) {
      return Integer.parseInt(name);
    }
    return NUMBERS.getOrDefault(name.startsWith("SIG") ? name.substring(3) : name, 0);
  }

  /** A stop that turns into a kill stays a stop; a message never hides one. */
  private static Sent strongest(@Nullable Sent before, Sent now) {
    return before != null && before.terminates() ? new Sent(now.at(), before.number()) : now;
  }

  private static boolean within(Sent signal, EngineEvent event) {
    Duration stop = event.traitsOrDefault().stopTimeout().plus(SLACK);
    Duration longest = stop.compareTo(PATIENCE) > 0 ? stop : PATIENCE;
    Duration patience = signal.isKill() ? SLACK : longest;
    return !event.at().isAfter(signal.at().plus(patience));
  }
}
