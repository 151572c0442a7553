package io.tocsin.streams.detect;

import static io.tocsin.streams.testkit.Stage.brief;
import static io.tocsin.streams.testkit.Stage.play;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.streams.detect.memoryratio.MemoryRatio;
import io.tocsin.streams.testkit.Events;
import io.tocsin.streams.testkit.Samples;
import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.ContainerRef;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.ResourceSample;
import io.tocsin.telemetry.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MemoryRatioTest {
  private final List<ResourceSample> samples = new ArrayList<>();
  private double second;
  private @Nullable Bytes limit = new Bytes(1_000);
  private long processor;
  private String id = "c1";

  @Test
  void firesAtEachLevelAndRises() {
    hold(0.72, 301).hold(0.88, 31).hold(0.97, 6);

    List<Finding> findings = play(MemoryRatio.TYPE, samples, 0);

    assertThat(brief(findings))
        .containsExactly("warning firing", "warning firing", "critical firing");
    assertThat(findings).extracting(Finding::id).containsOnly(findings.get(0).id());
    assertThat(findings.get(2).summary())
        .isEqualTo(
            "shop-db-1 uses 97 % of its memory limit (970 B of 1000 B), at least 95 % for 5 s");
  }

  @Test
  void firesCriticalAfterFiveSeconds() {
    hold(0.5, 60).hold(0.96, 6);

    List<Finding> findings = play(MemoryRatio.TYPE, samples, 0);

    assertThat(brief(findings)).containsExactly("critical firing");
    assertThat(findings.get(0).startedAt()).isEqualTo(Events.T0.plusSeconds(60));
  }

  @Test
  void isSilentJustBelowAndJustBefore() {
    hold(0.69, 600)
        .hold(0.72, 299)
        .hold(0.5, 60)
        .hold(0.88, 29)
        .hold(0.5, 60)
        .hold(0.97, 4)
        .hold(0.5, 9);

    assertThat(play(MemoryRatio.TYPE, samples, 600)).isEmpty();
  }

  @Test
  void isSilentWithoutALimit() {
    limit = null;
    hold(0.99, 600);

    assertThat(play(MemoryRatio.TYPE, samples, 600)).isEmpty();
  }

  @Test
  void aHoleInTheSamplesStartsAnew() {
    hold(0.97, 4);
    second += 15;
    hold(0.97, 4);

    assertThat(play(MemoryRatio.TYPE, samples, 600)).isEmpty();
  }

  @Test
  void anotherRunStartsAnew() {
    hold(0.97, 4);
    processor = 0;
    hold(0.97, 4);
    id = "c2";
    hold(0.97, 4);

    assertThat(play(MemoryRatio.TYPE, samples, 600)).isEmpty();
  }

  @Test
  void resolvesAfterAMinuteBelow() {
    hold(0.97, 6).hold(0.6, 59);
    List<ResourceSample> before = List.copyOf(samples);
    hold(0.6, 3);

    assertThat(brief(play(MemoryRatio.TYPE, before, 0))).containsExactly("critical firing");
    assertThat(brief(play(MemoryRatio.TYPE, samples, 0)))
        .containsExactly("critical firing", "critical resolved");
  }

  @Test
  void resolvesWhenNothingIsMeasuredAnyMore() {
    hold(0.97, 6);

    assertThat(brief(play(MemoryRatio.TYPE, samples, 61)))
        .containsExactly("critical firing", "critical resolved");
  }

  @Test
  void doesNotRingEachTimeForWhatSwingsAboutTheLevel() {
    for (int i = 0; i < 6; i++) {
      hold(0.73, 400).hold(0.67, 200);
    }

    assertThat(brief(play(MemoryRatio.TYPE, samples, 0))).containsExactly("warning firing");
  }

  @Test
  void resolvesInTheEndWhereItHasSettledJustBelow() {
    hold(0.73, 301).hold(0.67, 602);

    assertThat(brief(play(MemoryRatio.TYPE, samples, 0)))
        .containsExactly("warning firing", "warning resolved");
  }

  @Test
  void firesAtTheHigherLevelAfterThirtySeconds() {
    hold(0.5, 60).hold(0.86, 31);

    assertThat(brief(play(MemoryRatio.TYPE, samples, 0))).containsExactly("warning firing");
  }

  @Test
  void firesAtTheLowerLevelAfterFiveMinutes() {
    hold(0.70, 301);

    assertThat(brief(play(MemoryRatio.TYPE, samples, 0))).containsExactly("warning firing");
  }

  @Test
  void keepsTheFindingOfAContainerThatIsRecreatedAndNoBetter() {
    hold(0.97, 6);
    id = "c2";
    processor = 0;
    hold(0.97, 30);

    assertThat(brief(play(MemoryRatio.TYPE, samples, 0))).containsExactly("critical firing");
  }

  @Test
  void judgesEachReplicaByItself() {
    Duration time = Duration.ofSeconds(301);
    List<ResourceSample> both = new ArrayList<>();
    both.addAll(new Samples().container("c1", "shop-web-1").hold(0.72, time).list());
    both.addAll(new Samples().container("c2", "shop-web-2").hold(0.3, time).list());
    both.sort(Comparator.comparing(ResourceSample::at));

    assertThat(play(MemoryRatio.TYPE, both, 0))
        .extracting(Finding::container)
        .containsExactly("shop-web-1");
  }

  private MemoryRatioTest hold(double ratio, int seconds) {
    for (int i = 0; i < seconds; i++) {
      samples.add(sample(new Bytes(Math.round(ratio * 1_000))));
      second++;
    }
    return this;
  }

  private ResourceSample sample(Bytes used) {
    processor += 1_000_000;
    return new ResourceSample(
        Events.T0.plusNanos(Math.round(second * 1e9)),
        new Subject("host1", "shop", "db"),
        new ContainerRef(id, "shop-db-1", "db:1"),
        "cgroup",
        new ResourceSample.Memory(used, used, limit),
        new ResourceSample.Cpu(processor, 0, 0, 0),
        null,
        null,
        null);
  }
}
