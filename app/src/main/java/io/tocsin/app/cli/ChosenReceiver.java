package io.tocsin.app.cli;

import io.tocsin.alerts.ReceiverConfig;
import io.tocsin.app.problem.WrongUse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the receiver that a person means among those that are configured. */
final class ChosenReceiver {
  private ChosenReceiver() {}

  /** By its name, its kind or its host; the only one where none is named. */
  static ReceiverConfig of(List<ReceiverConfig> receivers, @Nullable String meant) {
    List<ReceiverConfig> found =
        receivers.stream().filter(receiver -> meant == null || is(receiver, meant)).toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    String names = String.join(", ", receivers.stream().map(ReceiverConfig::name).toList());
    if (receivers.isEmpty()) {
      throw new WrongUse(
          "No receiver is configured.", "docs/receivers.md says how, in three steps.");
    }
    String what =
        found.isEmpty() ? "No receiver is called " + meant + "." : "Several receivers are meant.";
    throw new WrongUse(what, "There are: " + names);
  }

  private static boolean is(ReceiverConfig receiver, String meant) {
    return receiver.name().equals(meant)
        || receiver.label().equalsIgnoreCase(meant)
        || receiver.kind().key().equalsIgnoreCase(meant)
        || receiver.kind().title().equalsIgnoreCase(meant);
  }
}
