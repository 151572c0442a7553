package io.tocsin.app.digest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.ContainerRef;
import io.tocsin.telemetry.ContainerTraits;
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
  void namesProcessorsThatWereNeverNeededForLong() {
    limit("api", 2.0);
    limit("busy", 2.0);
    limit("small", 0.5);
    for (int minute = 0; minute <= 13 * 60; minute++) {
      cpu("api", minute, Duration.ofSeconds(minute * 18L), 0);
      cpu("busy", minute, Duration.ofSeconds(minute * 6L + (minute > 300 ? 60 : 0)), 0);
      cpu("small", minute, Duration.ZERO, 0);
      cpu("unlimited", minute, Duration.ZERO, 0);
    }

    assertThat(tally.lines())
        .containsExactly(
            "waste: shop/api may use 2 CPUs and never needed more than 0.3 for a minute");
  }

  @Test
  void namesAMinuteInWhichTheProcessorsWereUsedUp() {
    cpu("api", 0, Duration.ZERO, 0);
    cpu("api", 1, Duration.ofSeconds(50), 60);
    cpu("api", 2, Duration.ofSeconds(60), 360);
    cpu("api", 3, Duration.ofSeconds(70), 370);
    cpu("web", 0, Duration.ZERO, 0);
    cpu("web", 1, Duration.ofSeconds(70), 100);

    assertThat(tally.lines())
        .containsExactly(
            "near miss: shop/api had used up its CPU limit in 50 % of a minute at"
                + " 2026-11-21T08:02:00Z");
  }

  @Test
  void doesNotTakeARestartOrAGapForUse() {
    limit("api", 2.0);
    for (int minute = 0; minute <= 13 * 60; minute++) {
      cpu("api", minute, Duration.ofSeconds(minute % 60), 0);
    }
    cpu("api", 15 * 60, Duration.ofHours(2), 500);

    assertThat(tally.lines()).hasSize(1).first().asString().contains("more than 0.02 for");
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

  private void limit(String service, double cpus) {
    tally.on(
        new ContainerFacts(
            START,
            new Subject("web1", "shop", service),
            new ContainerRef(service, "shop-" + service + "-1", "a"),
            "image",
            "running",
            START,
            START,
            ContainerTraits.UNKNOWN,
            new ContainerFacts.Limits(null, cpus, null),
            null,
            List.of(),
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            null));
  }

  /** The limit's periods are a tenth of a second long. */
  private void cpu(String service, int minute, Duration used, long throttled) {
    Bytes any = Bytes.parse("1MiB");
    tally.on(
        new ResourceSample(
            START.plus(Duration.ofMinutes(minute)),
            new Subject("web1", "shop", service),
            new ContainerRef(service, "shop-" + service + "-1", "a"),
            "cgroup",
            new ResourceSample.Memory(any, any, null),
            new ResourceSample.Cpu(used.toNanos(), minute * 600L, throttled, 0),
            null,
            null,
            null));
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
