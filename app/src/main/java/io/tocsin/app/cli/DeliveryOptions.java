package io.tocsin.app.cli;

import io.tocsin.alerts.ReceiverConfig;
import io.tocsin.alerts.policy.Policy;
import io.tocsin.app.config.Settings;
import io.tocsin.app.deliveries.DeliveryBook;
import io.tocsin.app.deliveries.DeliveryStatus;
import io.tocsin.app.deliveries.DeliveryStatus.State;
import io.tocsin.app.problem.WrongUse;
import io.tocsin.app.roles.RecordedTopics;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which deliveries are meant. */
final class DeliveryOptions {
  private static final Duration RECENT = Duration.ofHours(24);

  @Option(names = "--receiver", paramLabel = "NAME", description = "by its name, kind or label")
  private @Nullable String receiver;

  @Option(names = "--incident", paramLabel = "ID", description = "by the beginning of its id")
  private @Nullable String incident;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "delivered, waits, held, dead or untold")
  private @Nullable String state;

  private boolean isConfigured;

  /**
   * All that there are of the receivers that are configured and meant; without a configuration, of
   * those that have ever been told anything.
   */
  List<DeliveryStatus> read(Settings settings) {
    List<ReceiverConfig> receivers = settings.receivers().all();
    isConfigured = !receivers.isEmpty();
    Policy policy =
        new Policy(RECENT, settings.policy().withRoutes(ReceiverConfig.routes(receivers)));
    if (!receivers.isEmpty() && receiver != null) {
      receivers = List.of(ChosenReceiver.of(receivers, receiver));
    }
    DeliveryBook book =
        new DeliveryBook(policy, receivers.stream().map(ReceiverConfig::name).toList());
    try (RecordedTopics topics = RecordedTopics.open(settings)) {
      return book.read(topics.kafka(), topics.topics(), Instant.now());
    }
  }

  /**
   * Those that are meant.
   *
   * @param all also what nobody needs to do anything about and is old
   */
  Predicate<DeliveryStatus> filter(boolean all) {
    State wanted = state == null ? null : state(state);
    Instant since = Instant.now().minus(RECENT);
    return status ->
        (incident == null || status.incident().startsWith(incident))
            && (receiver == null || isConfigured || status.receiver().contains(receiver))
            && (wanted == null ? all || isOfInterest(status, since) : status.state() == wanted);
  }

  private boolean isOfInterest(DeliveryStatus status, Instant since) {
    return switch (status.state()) {
      case WAITS, HELD, DEAD -> true;
      case DELIVERED -> incident != null || (status.at() != null && status.at().isAfter(since));
      case UNTOLD -> false;
    };
  }

  private static State state(String word) {
    return Arrays.stream(State.values())
        .filter(s -> s.wireName().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new WrongUse(
                    "There is no state " + word + ".", "--state is one of: " + states() + "."));
  }

  private static String states() {
    return String.join(", ", Arrays.stream(State.values()).map(State::wireName).toList());
  }
}
