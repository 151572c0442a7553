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
 */
final class CallReader {
  private static final Duration CHAIN = Duration.ofMinutes(2);
  private static final Duration BESIDE = Duration.ofSeconds(5);
  private static final int CONTAINERS = 512;

  private final Calls calls;
  private final Recent<String, Life> lives;
  private final BringUps bringUps;
  private Instant lastCreate;
  private Instant lastImage;
  private @Nullable Counted lastVolume;

  /** A call that was counted and may have to be taken back. */
  record Counted(Instant at, Call call) {}

  /**
   * What has happened to a container lately.
   *
   * @param endAt when somebody began to end it: the kill of a stop, restart, kill or rm -f
   * @param startAt its last counted start
   * @param network a network call that may have been part of a start or an end
   * @param movedAt its last creation, start, death or removal
   * @param selfDied whether its last death was its own, with a policy that starts it again
   */
  record Life(
      @Nullable Instant endAt,
      @Nullable Counted startAt,
      @Nullable Counted network,
      @Nullable Instant movedAt,
      boolean selfDied) {
    static final Life NEW = new Life(null, null, null, null, false);

    boolean isEnding(Instant at) {
      return endAt != null && !at.isAfter(endAt.plus(CHAIN));
    }
  }

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
    Life life = lives.getOrDefault(id, Life.NEW);
    switch (event.action()) {
      case "create" -> created(event, id, life);
      case "start" -> started(event, id, life);
      case "kill" -> killed(event, id, life);
      case "die" -> died(event, id, life);
      case "stop" -> stopped(event, id, life);
      case "restart" -> restarted(life);
      case "destroy" -> destroyed(event, id, life);
      case "exec_create" -> executed(event);
      case "pause", "unpause", "rename", "update", "commit", "extract-to-dir" -> count(event);
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
    moved(event, id, life, new Life(null, null, null, event.at(), false));
  }

  private void started(EngineEvent event, String id, Life life) {
    boolean counts = !life.selfDied() && !bringUps.started(id, call(event));
    Counted start = counts ? count(event) : null;
    moved(event, id, life, new Life(null, start, null, event.at(), false));
  }

  private void killed(EngineEvent event, String id, Life life) {
    Signals.Sent signal = Signals.of(event);
    if (!signal.terminates()) {
      count(event);
      return;
    }
    if (!life.isEnding(event.at())) {
      count(event);
      lives.renew(id, new Life(event.at(), life.startAt(), life.network(), life.movedAt(), false));
    }
  }

  private void died(EngineEvent event, String id, Life life) {
    boolean itself = !life.isEnding(event.at());
    boolean policy =
        event.traitsOrDefault().restartPolicy().restarts(Signals.exitCode(event))
            || Boolean.parseBoolean(event.attributes().get(EngineEvent.RESTARTING));
    Life now = new Life(life.endAt(), life.startAt(), null, event.at(), itself && policy);
    bringUps.ended(id, event.at(), this::add);
    moved(event, id, life, now);
  }

  private void stopped(EngineEvent event, String id, Life life) {
    if (!life.isEnding(event.at())) {
      count(event);
    }
    // The removal of a stopped container is a call of its own.
    lives.renew(id, new Life(null, life.startAt(), life.network(), life.movedAt(), false));
  }

  /** The start inside a restart was counted; the restart's kill was too. */
  private void restarted(Life life) {
    if (life.startAt() != null) {
      takeBack(life.startAt());
    }
  }

  private void destroyed(EngineEvent event, String id, Life life) {
    boolean byEngine = event.traitsOrDefault().autoRemove();
    bringUps.ended(id, event.at(), this::add);
    if (!life.isEnding(event.at()) && !byEngine) {
      count(event);
    }
    if (life.network() != null && near(life.network().at(), event.at())) {
      takeBack(life.network());
    }
    lives.remove(id);
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
    Life known = life == null ? Life.NEW : life;
    boolean part =
        known.isEnding(event.at())
            || (known.movedAt() != null && near(known.movedAt(), event.at()));
    if (!part) {
      Counted counted = count(event);
      lives.renew(
          id, new Life(known.endAt(), known.startAt(), counted, known.movedAt(), known.selfDied()));
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
