package io.tocsin.bench.soak;

import io.tocsin.bench.engine.Docker;
import io.tocsin.bench.engine.Hands;
import java.io.IOException;
import java.util.List;

/** Jobs that run once and end with 0. */
final class OneOffs {
  private static final Service JOB = job(List.of());
  private static final Service ONE_OFF =
      job(List.of("--rm", "--label", "com.docker.compose.oneoff=True"));

  private final Hands hands;
  private int count;

  OneOffs(Hands hands) {
    this.hands = hands;
  }

  /** As {@code compose run --rm} does. */
  void run() throws IOException, InterruptedException {
    start(ONE_OFF);
  }

  /** As {@code docker run} does when nobody clears up behind it. */
  void runAndKeep() throws IOException, InterruptedException {
    start(JOB);
  }

  private void start(Service job) throws IOException, InterruptedException {
    count++;
    Service.Version version = new Service.Version(1, Docker.IMAGE, hands.mark());
    hands.docker(List.of("run", "-d"), job.words(version, count, "soak-shop-migrate-run-" + count));
  }

  private static Service job(List<String> options) {
    return new Service("soak-shop", "migrate", "healthy/job", options, List.of());
  }
}
