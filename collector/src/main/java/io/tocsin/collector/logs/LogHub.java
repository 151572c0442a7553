package io.tocsin.collector.logs;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.collector.engine.EngineClient;
import io.tocsin.collector.inventory.Known;
import io.tocsin.collector.publish.TelemetrySink;
import io.tocsin.telemetry.LogLine;
import io.tocsin.telemetry.redact.Redactor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the logs of all watched containers, each on a small thread, up to a bound. */
public final class LogHub implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogHub.class);
  private static final long STACK_BYTES = 192 * 1024L;

  private final EngineClient client;
  private final LinePublisher.LogContext context;
  private final LogSettings settings;
  private final InstantSource clock;
  private final MeterRegistry registry;
  private final Map<String, LogFollow> follows = new ConcurrentHashMap<>();
  private final Map<String, Known> waiting = new ConcurrentHashMap<>();
  private final Map<String, Position> positions = new ConcurrentHashMap<>();
  private final Set<String> behind = ConcurrentHashMap.newKeySet();
  private final Set<String> unreadable = ConcurrentHashMap.newKeySet();
  private final AtomicInteger threads = new AtomicInteger();
  private volatile boolean closed;

  /**
   * Bounds.
   *
   * @param maximumFollows how many logs are followed at once
   * @param maximumLineBytes where lines are cut
   */
  public record LogSettings(int maximumFollows, int maximumLineBytes) {}

  public LogHub(
      EngineClient client, TelemetrySink sink, LogSettings settings, MeterRegistry registry) {
    this.client = client;
    this.context =
        new LinePublisher.LogContext(
            sink, new Redactor(), registry.counter("tocsin.collector.redactions"));
    this.settings = settings;
    this.clock = InstantSource.system();
    this.registry = registry;
    registry.gauge("tocsin.collector.log.follows", threads);
    Gauge.builder("tocsin.collector.log.behind.seconds", this, LogHub::behindSeconds)
        .description("How old the lines are that are being read, of the log furthest behind")
        .register(registry);
  }

  /**
   * Follows a container that runs; no matter if it is followed already.
   *
   * @param from lines from here on, if it was not followed before
   */
  public void follow(Known container, Instant from) {
    LogFollow follow = find(container, from);
    if (follow != null && follow.want(container)) {
      begin(follow, container);
    }
  }

  /**
   * As {@link #follow}, of a container that went on while nobody listened; it counts as behind
   * until what it wrote meanwhile has been read.
   */
  public void catchUp(Known container, Instant from) {
    LogFollow follow = find(container, from);
    if (follow == null) {
      return;
    }
    if (follow.beforeFollowing(() -> behind.remove(container.id()))) {
      behind.add(container.id());
    }
    if (follow.want(container)) {
      begin(follow, container);
    }
  }

  /** Whether all that was written while nobody listened has been read. */
  public boolean isCaughtUp() {
    return behind.isEmpty();
  }

  private @Nullable LogFollow find(Known container, Instant from) {
    if (!container.watched() || closed || !isReadable(container)) {
      return null;
    }
    return follows.computeIfAbsent(container.id(), id -> create(container, from));
  }

  private LogFollow create(Known container, Instant from) {
    Position earlier = positions.remove(shortId(container.id()));
    return create(container, earlier == null ? new Position(from) : earlier);
  }

  private static String shortId(String id) {
    return id.substring(0, Math.min(12, id.length()));
  }

  /** Remembers a line that an earlier process published, so that it is not published again. */
  public void remember(LogLine line, Instant from) {
    byte[] text = line.line().getBytes(StandardCharsets.UTF_8);
    positions
        .computeIfAbsent(line.containerId(), id -> new Position(from))
        .remember(Position.mark(line.stream(), line.at(), text, text.length), line.at());
  }

  private boolean isReadable(Known container) {
    boolean readable = container.inspection() == null || container.inspection().logs().isReadable();
    if (!readable && unreadable.add(container.id())) {
      LOG.info("{}: its log driver keeps nothing to read", container.container().name());
    }
    return readable;
  }

  private LogFollow create(Known container, Position position) {
    return new LogFollow(
        client,
        new LinePublisher(context, container, position),
        position,
        new LogFollow.Subscription(container, settings.maximumLineBytes));
  }

  private void begin(LogFollow follow, Known container) {
    if (threads.incrementAndGet() > settings.maximumFollows) {
      threads.decrementAndGet();
      follow.abandon();
      behind.remove(container.id());
      if (waiting.put(container.id(), container) == null) {
        registry.counter("tocsin.collector.log.refused").increment();
        String reason = "more containers than the logs that may be followed at once: ";
        follow.lines().gap(clock.instant(), reason + settings.maximumFollows);
      }
      return;
    }
    waiting.remove(container.id());
    Thread thread =
        new Thread(null, () -> run(follow), "log-" + container.container().name(), STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
  }

  private void run(LogFollow follow) {
    try {
      follow.run();
    } catch (RuntimeException e) {
      if (!closed) {
        LOG.warn("a log could not be followed", e);
      }
      follow.abandon();
    } finally {
      threads.decrementAndGet();
    }
    waiting.values().stream().findAny().ifPresent(next -> follow(next, clock.instant()));
  }

  /** The container has new facts. */
  public void update(Known container) {
    LogFollow follow = follows.get(container.id());
    if (follow != null) {
      follow.lines().update(container);
    }
  }

  /**
   * The last lines of a container, once all it wrote has been read or the time is up.
   *
   * @param after lines of an earlier run, up to here, are left out
   */
  public List<String> tail(String containerId, Instant after, Duration patience)
      throws InterruptedException {
    LogFollow follow = follows.get(containerId);
    if (follow == null) {
      return List.of();
    }
    follow.awaitEnd(patience);
    return follow.tail(after);
  }

  /** The container is no more. */
  public void forget(String containerId) {
    waiting.remove(containerId);
    behind.remove(containerId);
    unreadable.remove(containerId);
    LogFollow follow = follows.remove(containerId);
    if (follow != null && !follow.isActive()) {
      follow.cancel();
    }
  }

  /** How many containers' logs cannot be read because of their driver. */
  public int unreadable() {
    return unreadable.size();
  }

  private double behindSeconds() {
    return follows.values().stream().mapToDouble(follow -> follow.lines().behind()).max().orElse(0);
  }

  /** How many logs are followed at the moment. */
  public int following() {
    return threads.get();
  }

  @Override
  public void close() {
    closed = true;
    follows.values().forEach(LogFollow::cancel);
  }
}
