package io.tocsin.alerts.delivery;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.alerts.policy.Daily;
import io.tocsin.alerts.policy.Delivery;
import io.tocsin.alerts.policy.Knowledge;
import io.tocsin.alerts.policy.Policy;
import io.tocsin.alerts.policy.PolicyRules;
import io.tocsin.alerts.policy.Retries;
import io.tocsin.alerts.receiver.HttpMessage;
import io.tocsin.alerts.receiver.Message;
import io.tocsin.alerts.receiver.RateLimit;
import io.tocsin.alerts.receiver.Receiver;
import io.tocsin.alerts.receiver.Reply;
import io.tocsin.telemetry.Acknowledgement;
import io.tocsin.telemetry.Incident;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What outlives a notifier: the log of incidents, the ledger, the dead letters, the committed
 * offset, what receivers have heard, and the clock. A process can be let die before or after any of
 * its acts on the world.
 */
final class World {
  final List<Incident> log = new ArrayList<>();
  final Map<String, Delivery> ledger = new HashMap<>();
  final List<String> deadLetters = new ArrayList<>();
  final List<Heard> heard = new ArrayList<>();
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  Instant now = Instant.parse("2026-11-21T10:00:10Z");
  Knowledge knowledge = Knowledge.NONE;
  PolicyRules rules =
      new PolicyRules(
          Duration.ZERO, Duration.ZERO, Duration.ZERO, true, List.of(), List.of(), Map.of());
  int committed;

  /** How the receiver of this address answers. */
  Function<String, Reply> answers = receiver -> new Reply.Accepted();

  /** How many more acts the process lives for. */
  int actsLeft = Integer.MAX_VALUE;

  private final Random random;

  World(long seed) {
    this.random = new Random(seed);
  }

  /** A process with these receivers that starts from what the world remembers. */
  Life start(String... receivers) {
    return new Life(receivers);
  }

  List<String> heardBy(String receiver) {
    return heard.stream().filter(h -> h.receiver.equals(receiver)).map(Heard::what).toList();
  }

  private void act() {
    if (actsLeft-- <= 0) {
      throw new Death();
    }
  }

  /** What a receiver has accepted: {@code i1.2 resolved}. */
  record Heard(String receiver, String id, int revision, String what) {}

  /** The process was killed. */
  static final class Death extends RuntimeException {}

  /** One life of a notifier, without threads. */
  final class Life {
    private final List<Courier> couriers;
    private final List<Receipts> receipts = new ArrayList<>();
    private final Map<String, Delivery> memory = new HashMap<>(ledger);
    private int position = committed;
    private final int base = committed;

    Life(String... receivers) {
      Office office =
          new Office(
              new Policy(Duration.ofHours(24), rules),
              () -> knowledge,
              Retries.DEFAULT,
              new WorldLedger(),
              this::bury,
              this::post,
              () -> now,
              random::nextDouble,
              100,
              registry);
      couriers =
          List.of(receivers).stream().map(r -> new Courier(new Named(r), office, rate(r))).toList();
    }

    /** Reads what is new in the log. */
    void read() throws InterruptedException {
      while (position < log.size()) {
        Receipts receipt = new Receipts(couriers.size());
        receipts.add(receipt);
        Incident incident = log.get(position++);
        for (Courier courier : couriers) {
          courier.accept(incident, receipt);
        }
      }
    }

    /** One who looks after the receivers. */
    Rounds rounds(Duration patience) {
      return new Rounds(couriers, new WorldLedger(), patience);
    }

    /** One who tells of the day. */
    DailyDigest digest(Daily daily, DailyDigest.Contents contents) {
      return new DailyDigest(couriers, new WorldLedger(), daily, contents);
    }

    /** A person asks for what one receiver was not told. */
    void ask(String receiver, Incident incident) throws InterruptedException {
      for (Courier courier : couriers) {
        if (courier.receiver().name().equals(receiver)) {
          courier.acceptAskedFor(incident, new Receipts(1));
        }
      }
    }

    /** Lets each courier do what is due. */
    void deliver() throws InterruptedException {
      for (Courier courier : couriers) {
        while (courier.step()) {
          commit();
        }
      }
      commit();
    }

    /** Lets the policy be asked again about what is held back. */
    void reconsider() {
      couriers.forEach(Courier::reconsider);
    }

    /** Reads and delivers, with the clock running, until nothing waits. */
    void finish() throws InterruptedException {
      for (int i = 0; i < 10_000; i++) {
        read();
        deliver();
        if (couriers.stream().allMatch(c -> c.waiting() == 0)) {
          return;
        }
        now = now.plusSeconds(1);
      }
      throw new AssertionError("something waits for ever");
    }

    private void commit() {
      int settled = 0;
      while (settled < receipts.size() && receipts.get(settled).left == 0) {
        settled++;
      }
      if (base + settled > committed) {
        act();
        committed = base + settled;
      }
    }

    private Reply post(Message sent) {
      act();
      HttpMessage message = (HttpMessage) sent;
      URI url = message.url();
      Reply reply = answers.apply(url.getHost());
      if (reply instanceof Reply.Accepted) {
        Map<String, String> headers = message.headers();
        int revision = Integer.parseInt(headers.getOrDefault("revision", "0"));
        String id = headers.getOrDefault("id", "");
        heard.add(new Heard(url.getHost(), id, revision, message.body()));
      }
      act();
      return reply;
    }

    private void bury(String receiver, Incident incident, String reason) {
      act();
      deadLetters.add(receiver + ' ' + incident.id() + '.' + incident.revision());
    }

    private final class WorldLedger implements Ledger {
      @Override
      public @Nullable Delivery last(String receiver, String incident) {
        return memory.get(Delivery.key(receiver, incident));
      }

      @Override
      public void record(Delivery delivery) {
        memory.put(delivery.key(), delivery);
        act();
        ledger.put(delivery.key(), delivery);
        act();
      }

      @Override
      public void recordAll(String receiver, List<Delivery> deliveries) {
        deliveries.forEach(delivery -> memory.put(delivery.key(), delivery));
        act();
        deliveries.forEach(delivery -> ledger.put(delivery.key(), delivery));
        act();
      }

      @Override
      public List<Instant> posts(String receiver, Instant since) {
        return memory.values().stream()
            .filter(entry -> entry.receiver().equals(receiver))
            .map(Delivery::post)
            .filter(Objects::nonNull)
            .map(Delivery.Post::at)
            .filter(at -> at.isAfter(since))
            .distinct()
            .sorted()
            .toList();
      }
    }
  }

  /** One whose name begins with {@code chat} gets three messages a minute at most. */
  private static Optional<RateLimit> rate(String receiver) {
    return receiver.startsWith("chat") ? RateLimit.parse("3/1m") : Optional.empty();
  }

  private static final class Receipts implements Receipt {
    private int left;

    Receipts(int left) {
      this.left = left;
    }

    @Override
    public void settled() {
      left--;
      if (left < 0) {
        throw new AssertionError("settled once too often");
      }
    }

    @Override
    public boolean isVoid() {
      return false;
    }
  }

  /**
   * One whose name begins with {@code again} wants to be told again each minute; one whose name
   * begins with {@code pager} shows who has an incident in hand.
   */
  private record Named(String name) implements Receiver {
    @Override
    public Optional<Duration> repeat() {
      return name.startsWith("again") ? Optional.of(Duration.ofMinutes(1)) : Optional.empty();
    }

    @Override
    public boolean showsHands() {
      return name.startsWith("pager");
    }

    @Override
    public Optional<Message> hand(String incident, @Nullable Acknowledgement hand) {
      String what = incident + (hand == null ? " is nobody's" : " is " + hand.author() + "'s");
      return Optional.of(new HttpMessage(URI.create("http://" + name + "/"), Map.of(), what));
    }

    @Override
    public Message message(Incident incident, Instant now) {
      String what = incident.id() + '.' + incident.revision() + ' ' + incident.state().wireName();
      return new HttpMessage(
          URI.create("http://" + name + "/"),
          Map.of("id", incident.id(), "revision", Integer.toString(incident.revision())),
          what);
    }
  }
}
