package io.tocsin.bench.soak;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * A kind of fault.
 *
 * @param name what people call it
 * @param told who should tell it
 */
record Kind(String name, Told told, Timing timing, Drama drama) {
  /**
   * @param detector the detector that this kind is made for
   * @param others those that tell it as well
   * @param service the service that it should name; empty for the engine
   * @param posted whether it is worth a post; else it is enough that the console knows it
   */
  record Told(String detector, Set<String> others, String service, boolean posted) {
    static Told by(String detector, String... others) {
      return new Told(detector, Set.of(others), Scene.SERVICE, true);
    }

    static Told ofEngine(String detector) {
      return new Told(detector, Set.of(), "", true);
    }

    /** What opens no incident of its own, or none that is posted. */
    static Told quietly(String detector) {
      return new Told(detector, Set.of(), Scene.SERVICE, false);
    }

    boolean includes(String other) {
      return detector.equals(other) || others.contains(other);
    }

    boolean isOfEngine() {
      return service.isEmpty();
    }
  }

  /**
   * @param warmUp how long all is well before, so that there is something to compare with
   * @param deadline when it must have been told
   * @param hold how long until it is cleared up, at least until the deadline
   * @param lasting whether it goes on until then; else it may be called over before
   */
  record Timing(Duration warmUp, Duration deadline, Duration hold, boolean lasting) {
    static Timing seconds(int warmUp, int deadline) {
      Duration within = Duration.ofSeconds(deadline);
      return new Timing(Duration.ofSeconds(warmUp), within, within, true);
    }

    Timing holding(int seconds) {
      return new Timing(warmUp, deadline, Duration.ofSeconds(seconds), lasting);
    }

    Timing passing(int seconds) {
      return new Timing(warmUp, deadline, Duration.ofSeconds(seconds), false);
    }

    Duration total() {
      return warmUp.plus(hold);
    }
  }

  /** How it comes about. */
  interface Drama {
    /** Sets up what will fail, in good health. */
    void prepare(Scene scene) throws IOException, InterruptedException;

    /** Lets it fail; when it did, by the engine's clock. */
    Instant strike(Scene scene) throws IOException, InterruptedException;
  }
}
