package io.tocsin.streams.detect.apistorm;

import io.tocsin.streams.detect.Recent;
import io.tocsin.streams.detect.Signals;
import io.tocsin.streams.detect.apistorm.Calls.Call;
import io.tocsin.telemetry.EngineEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads calls out of events. One call makes several events ({@code rm -f}: kill, die, network
 * disconnect, destroy), and some events are nobody's call (a restart by policy, a health probe): a
 * chain counts at its first event, and what a later event explains is taken back.
 *
 * <p>Nor do the ends of long runs count, one call for each container: thirty containers that are
 * stopped and removed one after the other are a stack that is taken down, however long that takes.
 * What is removed by force while it runs counts always.
 */
final class CallReader {
  private static final Duration BESIDE = Duration.ofSeconds(5);
  private static final int CONTAINERS = 512;

  private final Calls calls;
  private final Recent<String, Life> lives;
  private final BringUps bringUps;
  private Instant lastCreate;
  private Instant lastImage;
  private @Nullable Counted lastVolume;

  /** What is kept. */
  record State(
      Map<String, Life> lives,
      Map<String, List<Counted>> bringUps,
      Instant lastCreate,
      Instant lastImage,
      @Nullable Counted lastVolume) {}

  CallReader(Calls calls, @Nullable State kept) {
    this.calls = calls;
    lives = new Recent<>(CONTAINERS, kept == null ? null : kept.lives());
    bringUps = new BringUps(kept == null ? null : kept.bringUps());
    lastCreate = kept == null ? Instant.MIN : kept.lastCreate();
    lastImage = kept == null ? Instant.MIN : kept.lastImage();
    lastVolume = kept == null ? null : kept.lastVolume();
  }

  State state() {
    return new State(
        new LinkedHashMap<>(lives), bringUps.state(), lastCreate, lastImage, lastVolume);
  }

  void on(EngineEvent event) {
    switch (event.type()) {
      case "container" -> container(event);
      case "network" -> network(event);
      case "volume" -> volume(event);
      case "image" -> image(event);
      default -> {}
    }
  }

  private void container(EngineEvent event) {
    if (event.container() == null) {
      if (event.action().equals("prune")) {
        count(event);
      }
      return;
    }
    String id = event.container().id();
    Life life = lives.getOrDefault(id, Life.UNKNOWN);
    switch (event.action()) {
      case "create" -> created(event, id, life);
      case "start" -> started(event, id, life);
      case "kill" -> killed(event, id, life);
      case "die" -> died(event, id, life);
      case "stop" -> stopped(event, id, life);
      case "restart" -> restarted(id, life);
      case "destroy" -> destroyed(event, id, life);
      case "exec_create" -> executed(event);
      case "rename" -> renamed(event, id, life);
      case "pause", "unpause", "update", "commit", "extract-to-dir" -> count(event);
      default -> {}
    }
  }

  private void created(EngineEvent event, String id, Life life) {
    lastCreate = event.at();
    bringUps.created(id, call(event));
    // An anonymous volume is made on the way.
    if (lastVolume != null && near(lastVolume.at(), event.at())) {
      takeBack(lastVolume);
      lastVolume = null;
    }
    moved(event, id, life, life.created(event.at()));
  }

  private void started(EngineEvent event, String id, Life life) {
    Counted start = life.isRestless() ? null : start(event, id, life);
    moved(event, id, life, life.started(event.at(), start));
  }

  /** Counts a start that is one turn of a loop, and holds back what may last. */
  private @Nullable Counted start(EngineEvent event, String id, Life life) {
    Counted start = call(event);
    if (bringUps.joined(id, start)) {
      return null;
    }
    if (life.wasShort() && !Life.isLongAgo(life.movedAt(), event.at())) {
      return count(event);
    }
    bringUps.resumed(id, start);
    return null;
  }

  /** Whoever replaces a container renames it once. */
  private void renamed(EngineEvent event, String id, Life life) {
    if (!bringUps.joined(id, call(event)) && !Life.isLongAgo(life.renamedAt(), event.at())) {
      count(event);
    }
    lives.renew(id, life.renamed(event.at()));
  }

  private void killed(EngineEvent event, String id, Life life) {
    Signals.Sent signal = Signals.of(event);
    if (!signal.terminates()) {
      count(event);
      return;
    }
    if (!life.isEnding(event.at())) {
      boolean wasLong = Life.isLongAgo(life.startedAt(), event.at());
      Counted free = wasLong ? call(event) : null;
      if (free == null) {
        count(event);
      }
      lives.renew(id, life.ending(new Life.End(event.at(), free)));
    }
  }

  private void died(EngineEvent event, String id, Life life) {
    boolean itself = !life.isEnding(event.at());
    boolean policy =
        event.traitsOrDefault().restartPolicy().restarts(Signals.exitCode(event))
            || Boolean.parseBoolean(event.attributes().get(EngineEvent.RESTARTING));
    bringUps.ended(id, event.at(), this::add);
    moved(event, id, life, life.died(event.at(), itself && policy));
  }

  private void stopped(EngineEvent event, String id, Life life) {
    if (!life.isEnding(event.at()) && life.wasShort()) {
      count(event);
    }
    lives.renew(id, life.stopped());
  }

  /** The start inside a restart is no call of its own; the restart's kill was. */
  private void restarted(String id, Life life) {
    if (life.start() != null) {
      takeBack(life.start());
    }
    bringUps.forget(id);
  }

  private void destroyed(EngineEvent event, String id, Life life) {
    boolean byEngine = event.traitsOrDefault().autoRemove();
    bringUps.ended(id, event.at(), this::add);
    if (life.isEnding(event.at())) {
      removedByForce(life.end(), event.at());
    } else if (!byEngine && !Life.isLongAgo(life.createdAt(), event.at())) {
      count(event);
    }
    if (life.network() != null && near(life.network().at(), event.at())) {
      takeBack(life.network());
    }
    lives.remove(id);
  }

  /** Killed and gone at once: what was free as an end is not as an rm -f. */
  private void removedByForce(Life.@Nullable End end, Instant at) {
    if (end != null && end.free() != null && near(end.at(), at)) {
      add(end.free());
    }
  }

  private void executed(EngineEvent event) {
    if (!Boolean.parseBoolean(event.attributes().get(EngineEvent.HEALTH_PROBE))) {
      count(event);
    }
  }

  /** Starts and ends connect and disconnect by themselves, before or after their own event. */
  private void moved(EngineEvent event, String id, Life before, Life now) {
    if (before.network() != null && near(before.network().at(), event.at())) {
      takeBack(before.network());
    }
    lives.renew(id, now);
  }

  private void network(EngineEvent event) {
    switch (event.action()) {
      case "create", "destroy", "remove", "prune" -> count(event);
      case "connect", "disconnect" -> connected(event);
      default -> {}
    }
  }

  private void connected(EngineEvent event) {
    String id = event.attributes().getOrDefault("container", "");
    Life life = lives.get(id);
    if (life == null && event.action().equals("disconnect")) {
      return; // of a container that has just been removed
    }
    Life known = life == null ? Life.UNKNOWN : life;
    boolean part =
        known.isEnding(event.at())
            || (known.movedAt() != null && near(known.movedAt(), event.at()));
    if (!part) {
      lives.renew(id, known.connected(count(event)));
    }
  }

  private void volume(EngineEvent event) {
    if (event.action().equals("create") && !near(lastCreate, event.at())) {
      lastVolume = count(event);
    } else if (event.action().equals("destroy") || event.action().equals("prune")) {
      count(event);
    }
  }

  /** Removing an image makes an untag and a delete a layer: one call. */
  private void image(EngineEvent event) {
    boolean call =
        switch (event.action()) {
          case "pull", "push", "tag", "load", "import", "prune" -> true;
          case "untag", "delete" -> event.at().isAfter(lastImage.plusSeconds(1));
          default -> false;
        };
    if (call) {
      lastImage = event.at();
      count(event);
    }
  }

  private Counted count(EngineEvent event) {
    Counted counted = call(event);
    add(counted);
    return counted;
  }

  private void add(Counted counted) {
    calls.add(counted.at().getEpochSecond(), counted.call());
  }

  private static Counted call(EngineEvent event) {
    String action =
        event.type().equals("container") ? event.action() : event.type() + " " + event.action();
    return new Counted(event.at(), new Call(action, event.subject().service()));
  }

  private void takeBack(Counted counted) {
    calls.remove(counted.at().getEpochSecond(), counted.call());
  }

  private static boolean near(Instant one, Instant other) {
    return !one.equals(Instant.MIN) && Duration.between(one, other).abs().compareTo(BESIDE) <= 0;
  }
}
