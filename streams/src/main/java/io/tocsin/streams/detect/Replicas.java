package io.tocsin.streams.detect;

import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.ResourceSample;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The containers of a service, each judged by itself. They are told apart by name, so that a
 * recreated container goes on where the one before it stood; one of which nothing has been measured
 * for a minute is let go.
 */
public final class Replicas<S> {
  private static final Duration GONE = Duration.ofMinutes(1);
  private static final int MOST = 256;
  private static final String BECAUSE = "it has ended, or is not measured any more";

  private final BiFunction<String, @Nullable S, Replica<S>> factory;
  private final Map<String, Replica<S>> replicas = new LinkedHashMap<>();

  /** One container. */
  public interface Replica<S> {
    void on(ResourceSample sample, Consumer<Finding> out);

    /** When it was measured last. */
    Instant last();

    /** The finding that fires, if any, and the means to end it. */
    Alarm alarm();

    /** All that must survive a restart. */
    S state();
  }

  /**
   * @param factory makes a container's judge from its name, anew or from what was kept
   * @param kept by name; null for none
   */
  public Replicas(
      BiFunction<String, @Nullable S, Replica<S>> factory, @Nullable Map<String, S> kept) {
    this.factory = factory;
    if (kept != null) {
      kept.forEach((name, state) -> replicas.put(name, factory.apply(name, state)));
    }
  }

  public void on(ResourceSample sample, Consumer<Finding> out) {
    String name = sample.container().name();
    Replica<S> replica = replicas.get(name);
    if (replica == null) {
      makeRoom(sample.at(), out);
      replica = factory.apply(name, null);
      replicas.put(name, replica);
    }
    replica.on(sample, out);
  }

  /** Whether anything is known of this container. */
  public boolean knows(String name) {
    return replicas.containsKey(name);
  }

  private void makeRoom(Instant at, Consumer<Finding> out) {
    if (replicas.size() >= MOST) {
      Iterator<Replica<S>> eldest = replicas.values().iterator();
      eldest.next().alarm().resolve(at, "too many containers to follow", out);
      eldest.remove();
    }
  }

  /** Lets those go that are not measured any more. */
  public void tick(Instant watermark, Consumer<Finding> out) {
    for (Iterator<Replica<S>> each = replicas.values().iterator(); each.hasNext(); ) {
      Replica<S> replica = each.next();
      if (!watermark.isBefore(replica.last().plus(GONE))) {
        replica.alarm().resolve(watermark, BECAUSE, out);
        each.remove();
      }
    }
  }

  public Instant wakeAt() {
    Instant earliest = Instant.MAX;
    for (Replica<S> replica : replicas.values()) {
      Instant wake = replica.last().plus(GONE);
      earliest = wake.isBefore(earliest) ? wake : earliest;
    }
    return earliest;
  }

  public List<Finding> open() {
    return replicas.values().stream()
        .flatMap(replica -> replica.alarm().findings().stream())
        .toList();
  }

  /** What is to be kept, by name. */
  public Map<String, S> state() {
    Map<String, S> states = new LinkedHashMap<>();
    replicas.forEach((name, replica) -> states.put(name, replica.state()));
    return states;
  }

  public boolean isEmpty() {
    return replicas.isEmpty();
  }
}
