package io.tocsin.app.broker;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps Kafka from halting the whole process. A broker that loses its only folder (a full disk, a
 * read error) calls {@code Exit.halt}, which runs no shutdown hook and says nothing on the
 * terminal; here it becomes a sentence for whoever runs the broker.
 */
final class ExitGuard {
  private final AtomicReference<@Nullable String> reason = new AtomicReference<>();
  private final Consumer<String> listener;

  private ExitGuard(Consumer<String> listener) {
    this.listener = listener;
  }

  /** Must stand before the broker starts. The procedures are global to the process. */
  static ExitGuard install(Consumer<String> listener) {
    ExitGuard guard = new ExitGuard(listener);
    Exit.setExitProcedure(guard::caught);
    Exit.setHaltProcedure(guard::caught);
    return guard;
  }

  /** Why the broker gave up; null while it runs. */
  @Nullable String reason() {
    return reason.get();
  }

  private void caught(int status, @Nullable String message) {
    String why = Objects.requireNonNullElse(message, "the broker gave up with status " + status);
    if (reason.compareAndSet(null, why)) {
      listener.accept(why);
    }
  }
}
