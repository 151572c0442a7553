package io.tocsin.bench.soak;

import io.tocsin.bench.engine.Docker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Jobs that run once and end with 0. */
final class OneOffs {
  private static final Service JOB =
      new Service("soak-shop", "migrate", "healthy/job", List.of(), List.of());

  private final Hands hands;
  private int count;

  OneOffs(Hands hands) {
    this.hands = hands;
  }

  /** As {@code compose run --rm} does. */
  void run() throws IOException, InterruptedException {
    start("--rm");
  }

  /** As {@code docker run} does when nobody clears up behind it. */
  void runAndKeep() throws IOException, InterruptedException {
    start("--label", "soak.kept=yes");
  }

  private void start(String... options) throws IOException, InterruptedException {
    count++;
    List<String> words = new ArrayList<>(List.of("run", "-d"));
    words.addAll(List.of(options));
    words.addAll(
        JOB.words(
            new Service.Version(1, Docker.IMAGE, hands.mark()),
            count,
            "soak-shop-migrate-run-" + count));
    hands.docker(words.toArray(String[]::new));
  }
}
