package io.tocsin.streams.detect;

import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.Finding;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * A live state machine that watches one subject under one rule. It is fed from one thread, in the
 * order of the topic, and reads no clock: time passes through {@link #tick}.
 */
public interface Detector<R> {

  /**
   * Takes a record in, and says what it found.
   *
   * @param record a record of telemetry, or a {@link io.tocsin.streams.logs.ReadLine} for a line
   */
  void on(R record, Consumer<Finding> out);

  /**
   * Hears of one of the subject's containers: before its first record, whenever something about it
   * has changed, and once an hour; the last time with the state {@link ContainerFacts#REMOVED}.
   * Facts are inspected and records are not: an end can be introduced before the container's last
   * lines have come. Nothing is introduced by a writer older than this one.
   */
  default void facts(ContainerFacts facts, Consumer<Finding> out) {}

  /** Everything up to {@code watermark} has been seen; called when {@link #wakeAt} has come. */
  void tick(Instant watermark, Consumer<Finding> out);

  /** When it wants to be told that time has passed; {@link Instant#MAX} for never. */
  Instant wakeAt();

  /** The findings that fire now. */
  List<Finding> open();

  /** All that must survive a restart, as the record that its {@link DetectorType} names. */
  Object state();

  /** Whether it is as good as new, so that nothing need be kept of it. */
  default boolean isBlank() {
    return false;
  }
}
