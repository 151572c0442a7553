package io.tocsin.collector.samples;

import io.tocsin.collector.inventory.ContainerBook;
import io.tocsin.collector.inventory.Inspection;
import io.tocsin.collector.inventory.Known;
import io.tocsin.collector.publish.TelemetrySink;
import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.ContainerTraits;
import io.tocsin.telemetry.ResourceSample;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Samples all running containers that are watched, from files; the rest it leaves to the API. */
public final class Sampler {
  private static final Logger LOG = LoggerFactory.getLogger(Sampler.class);

  private final ContainerBook book;
  private final TelemetrySink sink;
  private final CgroupFinder finder;
  private final InstantSource clock;
  private final Map<String, Located> groups = new HashMap<>();
  private volatile Set<String> unreadable = Set.of();

  public Sampler(ContainerBook book, TelemetrySink sink, CgroupFinder finder, InstantSource clock) {
    this.book = book;
    this.sink = sink;
    this.finder = finder;
    this.clock = clock;
  }

  /** Takes one sample of each container. Called once a second by one thread. */
  public void sample() {
    Set<String> seen = new HashSet<>();
    Set<String> elsewhere = new HashSet<>();
    for (Known known : book.all()) {
      Inspection inspection = known.inspection();
      if (known.watched() && known.isRunning() && inspection != null) {
        seen.add(known.id());
        if (!sample(known, inspection)) {
          elsewhere.add(known.id());
        }
      }
    }
    groups.keySet().retainAll(seen);
    unreadable = Set.copyOf(elsewhere);
  }

  private boolean sample(Known known, Inspection inspection) {
    Cgroup group = locate(known.id(), inspection.place());
    if (group == null) {
      return false;
    }
    Instant at = clock.instant();
    try {
      publish(known, "cgroup", at, group.read().with(network(inspection.place())));
      return true;
    } catch (IOException e) {
      LOG.debug("{}: its control group went: {}", known.container().name(), e.getMessage());
      groups.remove(known.id());
      return true; // it just ended, or the next turn finds it elsewhere
    }
  }

  private @Nullable Cgroup locate(String id, Inspection.Place place) {
    Located located = groups.get(id);
    if (located == null || located.processId != place.processId()) {
      Optional<Cgroup> found = finder.find(id, place);
      if (found.isEmpty()) {
        return null;
      }
      located = new Located(place.processId(), found.get());
      groups.put(id, located);
    }
    return located.group;
  }

  private ResourceSample.@Nullable Network network(Inspection.Place place) {
    return place.ownNetwork() && place.processId() > 0
        ? NetworkCounters.read(finder.proc(), place.processId())
        : null;
  }

  void publish(Known known, String source, Instant at, Usage usage) {
    ContainerTraits traits = known.traits();
    sink.publish(
        new ResourceSample(
            at,
            known.subject(),
            known.container(),
            source,
            new ResourceSample.Memory(
                new Bytes(usage.memoryWorkingSet()),
                new Bytes(usage.memoryUsage()),
                traits == null ? null : traits.memoryLimit()),
            usage.cpu(),
            usage.pids(),
            usage.network(),
            known.overrides()));
  }

  /** The container if it still runs. */
  @Nullable Known running(String id) {
    Known known = book.get(id);
    return known != null && known.isRunning() ? known : null;
  }

  /** The containers whose files cannot be read here. */
  public Set<String> unreadable() {
    return unreadable;
  }

  private record Located(long processId, Cgroup group) {}
}
