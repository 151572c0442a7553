package io.tocsin.app.digest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.ContainerRef;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.ResourceSample;
import io.tocsin.telemetry.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DayTallyTest {
  private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
  private static final Bytes LIMIT = Bytes.parse("512MiB");

  private final DayTally tally = new DayTally();

  @Test
  void namesMemoryThatCameNearItsLimit() {
    use("api", 100, LIMIT, Duration.ZERO);
    use("api", 470, LIMIT, Duration.ofHours(1));
    use("api", 200, LIMIT, Duration.ofHours(2));
    use("web", 400, LIMIT, Duration.ofHours(1));
    use("free", 4_000, null, Duration.ofHours(1));

    assertThat(tally.lines())
        .containsExactly(
            "near miss: shop/api came to 92 % of its memory limit of 512 MiB at"
                + " 2026-11-21T09:00:00Z");
  }

  @Test
  void namesLimitsThatWereNeverNeededForLong() {
    use("cache", 60, LIMIT, Duration.ZERO);
    use("young", 60, LIMIT, Duration.ofHours(20));
    use("small", 10, Bytes.parse("128MiB"), Duration.ZERO);
    use("small", 10, Bytes.parse("128MiB"), Duration.ofHours(23));
    use("young", 60, LIMIT, Duration.ofHours(23));
    use("cache", 80, LIMIT, Duration.ofHours(23));

    assertThat(tally.lines())
        .containsExactly(
            "waste: shop/cache may use 512 MiB of memory and never needed more than 80 MiB");
  }

  @Test
  void namesWhatDiedByItselfAndWasStartedAgain() {
    die("worker", 1, true);
    die("worker", 1, true);
    die("job", 0, true);
    die("stopped", 143, false);

    assertThat(tally.lines())
        .containsExactly("near miss: shop/worker died twice by itself and was started again");
  }

  private void use(String service, int mebibytes, @Nullable Bytes limit, Duration after) {
    Bytes used = new Bytes(mebibytes * 1_048_576L);
    tally.on(
        new ResourceSample(
            START.plus(after),
            new Subject("web1", "shop", service),
            new ContainerRef(service, "shop-" + service + "-1", "a"),
            "cgroup",
            new ResourceSample.Memory(used, used, limit),
            new ResourceSample.Cpu(0, 0, 0, 0),
            null,
            null,
            null));
  }

  private void die(String service, int code, boolean isStartedAgain) {
    tally.on(
        new EngineEvent(
            START,
            new Subject("web1", "shop", service),
            "container",
            "die",
            new ContainerRef(service, "shop-" + service + "-1", "a"),
            null,
            Map.of(EngineEvent.RESTARTING, Boolean.toString(isStartedAgain)),
            null,
            new EngineEvent.Exit(code, false, "", List.of()),
            null,
            false));
  }
}
