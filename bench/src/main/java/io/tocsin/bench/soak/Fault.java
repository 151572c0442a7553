package io.tocsin.bench.soak;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fault as it was injected.
 *
 * @param stack where; nothing else is there
 * @param at when it began, by the engine's clock
 * @param cleared when it was cleared up; null if the run ended before
 */
record Fault(Kind kind, String stack, Instant at, @Nullable Instant cleared) {
  Fault clearedAt(Instant end) {
    return new Fault(kind, stack, at, end);
  }

  String label() {
    return kind.name() + " (" + stack + ')';
  }

  Instant deadline() {
    return at.plus(kind.timing().deadline());
  }

  /** After that nothing is put down to it any more. */
  Instant end() {
    Instant over = cleared == null ? deadline() : cleared;
    return over.plus(Duration.ofMinutes(1));
  }
}
