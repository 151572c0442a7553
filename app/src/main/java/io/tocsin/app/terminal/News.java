package io.tocsin.app.terminal;

import io.tocsin.telemetry.Incident;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** In what an incident differs from what was told of it before. */
final class News {
  private static final int MOST_NAMES = 3;

  private News() {}

  /** {@code now critical, also frontend}; {@code update} if nothing of it can be named. */
  static String of(Incident now, Incident before) {
    List<String> news = new ArrayList<>();
    if (!before.isOpen()) {
      news.add("again");
    }
    if (now.severity() != before.severity()) {
      news.add("now " + now.severity().name().toLowerCase(Locale.ROOT));
    }
    if (!now.cause().service().equals(before.cause().service())) {
      news.add("the cause is another");
    } else if (!now.cause().detector().equals(before.cause().detector())) {
      news.add("now " + now.cause().detector());
    }
    List<String> added =
        now.services().stream().filter(service -> !before.services().contains(service)).toList();
    if (!added.isEmpty()) {
      news.add("also " + names(added));
    }
    return news.isEmpty() ? "update" : Inert.text(String.join(", ", news));
  }

  private static String names(List<String> services) {
    String names = String.join(", ", services.subList(0, Math.min(MOST_NAMES, services.size())));
    int more = services.size() - MOST_NAMES;
    return more > 0 ? names + " and " + more + " more" : names;
  }
}
