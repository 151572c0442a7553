package io.tocsin.app.terminal;

import io.tocsin.alerts.policy.Delivery;
import java.util.ArrayList;
import java.util.List;

/** Who was told, and who was not and why. */
final class TellingSection {
  private final Paper paper;

  TellingSection(Paper paper) {
    this.paper = paper;
  }

  List<String> of(List<Delivery> deliveries) {
    List<String> lines = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      lines.addAll(paper.text("  ", delivery.receiver() + " " + what(delivery)));
    }
    return lines;
  }

  private String what(Delivery delivery) {
    String told = delivery.told() == 0 ? "" : "; it knows revision " + delivery.told();
    return switch (delivery.outcome()) {
      case DELIVERED -> "was told revision " + delivery.told() + ", " + at(delivery);
      case HELD -> "waits since " + at(delivery) + why(delivery) + told;
      case WITHHELD -> "was not told, " + at(delivery) + why(delivery) + told;
      case DEAD_LETTER -> "could not be told, " + at(delivery) + why(delivery) + told;
      case TRYING -> "is being told since " + at(delivery) + told;
    };
  }

  private String at(Delivery delivery) {
    return paper.clock().minute(delivery.at());
  }

  private String why(Delivery delivery) {
    return delivery.reason() == null ? "" : ": " + paper.clock().local(delivery.reason());
  }
}
