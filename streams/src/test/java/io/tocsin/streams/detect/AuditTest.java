package io.tocsin.streams.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.streams.detect.audit.Audit;
import io.tocsin.streams.testkit.Events;
import io.tocsin.streams.testkit.Stage;
import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.ContainerFacts.Dependency;
import io.tocsin.telemetry.ContainerTraits;
import io.tocsin.telemetry.EngineFacts;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.RestartPolicy;
import io.tocsin.telemetry.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuditTest {
  private final List<EngineFacts> records = new ArrayList<>();

  @Test
  void saysOfEachStackWhatItLacks() {
    at(0, row("api").bare().on("db", "service_started"), row("db"), row("blog", "wiki").bare());

    List<Finding> findings = play();

    assertThat(findings)
        .extracting(finding -> finding.subject().key() + ' ' + finding.summary())
        .containsExactly(
            "host1/blog/ no memory limit: wiki; no health check: wiki",
            "host1/shop/ no memory limit: api; no health check: api;"
                + " does not wait for a dependency's health: api → db");
    assertThat(Stage.brief(findings)).containsOnly("info firing");
  }

  @Test
  void isSilentWhereAllIsAsItShouldBe() {
    at(0, row("api").on("db", "service_healthy"), row("db"));

    assertThat(play()).isEmpty();
  }

  @Test
  void leavesJobsAndWhatHasEndedAndWhatWasOptedOutAlone() {
    at(
        0,
        row("migrate").bare().oneOff(),
        row("stopped").bare().state("exited"),
        row("mine").bare().label("audit.enabled", "false"));

    assertThat(play()).isEmpty();
  }

  @Test
  void saysOnlyWhatIsNew() {
    at(0, row("api").bare());
    at(1, row("api").bare());
    at(2, row("api").bare(), row("db").bare());
    at(3, row("api"), row("db"));

    List<Finding> findings = play();

    assertThat(findings).extracting(Finding::id).containsOnly(findings.get(0).id());
    assertThat(findings)
        .extracting(finding -> finding.state().wireName() + ' ' + finding.summary())
        .containsExactly(
            "firing no memory limit: api; no health check: api",
            "firing no memory limit: api, db; no health check: api, db",
            "resolved no memory limit: api, db; no health check: api, db");
  }

  @Test
  void keepsWhatItSaidOfAStackThatIsDownAndEndsItWhenItIsGone() {
    at(0, row("api").bare());
    at(1, row("api").bare().state("exited"));
    assertThat(Stage.brief(play())).containsExactly("info firing");

    at(2);
    assertThat(Stage.brief(play())).containsExactly("info firing", "info resolved");
  }

  @Test
  void saysThatLimitsAddUpBeyondTheHost() {
    at(0, row("api").limit("5GiB"), row("db").limit("4GiB"));

    assertThat(play())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.subject().isEngine()).isTrue();
              assertThat(finding.summary())
                  .isEqualTo("memory limits add up beyond the host's memory: 9 GiB of 8 GiB");
            });
  }

  @Test
  void saysWhatCouldBeClearedAway() {
    EngineFacts.Amount little = new EngineFacts.Amount(3, Bytes.parse("1023MiB"));
    EngineFacts.Amount much = new EngineFacts.Amount(3, Bytes.parse("1GiB"));
    records.add(facts(0, new EngineFacts.Storage(much, little, little, much)));

    assertThat(play())
        .singleElement()
        .extracting(Finding::summary)
        .isEqualTo("could be cleared away: build cache 1 GiB, volumes that nothing uses 1 GiB");
  }

  @Test
  void aRestartInTheMiddleChangesNothing() {
    at(0, row("api").bare());
    at(1, row("api").bare(), row("db").bare());
    at(2, row("api"));

    for (long seed = 1; seed <= 5; seed++) {
      assertThat(Stage.playInterrupted(Audit.TYPE, records, 1, seed)).isEqualTo(play());
    }
  }

  private void at(int hour, RowBuilder... rows) {
    records.add(
        facts(
            hour,
            null,
            Arrays.stream(rows).map(RowBuilder::build).toArray(EngineFacts.Row[]::new)));
  }

  private static EngineFacts facts(
      int hour, EngineFacts.@Nullable Storage storage, EngineFacts.Row... rows) {
    return new EngineFacts(
        Events.T0.plus(Duration.ofHours(hour)),
        Subject.ofEngine("host1"),
        "20.10",
        4,
        Bytes.parse("8GiB"),
        storage,
        List.of(rows));
  }

  private List<Finding> play() {
    return Stage.play(Audit.TYPE, Map.of(), records, 1);
  }

  private static RowBuilder row(String service) {
    return row("shop", service);
  }

  private static RowBuilder row(String stack, String service) {
    return new RowBuilder(new Subject("host1", stack, service));
  }

  /** A container, as it should be unless said otherwise. */
  private static final class RowBuilder {
    private final Subject subject;
    private final List<Dependency> dependencies = new ArrayList<>();
    private String state = "running";
    private @Nullable Bytes limit = Bytes.parse("64MiB");
    private boolean healthCheck = true;
    private boolean oneOff;
    private Map<String, String> labels = Map.of();

    private RowBuilder(Subject subject) {
      this.subject = subject;
    }

    RowBuilder bare() {
      limit = null;
      healthCheck = false;
      return this;
    }

    RowBuilder limit(String size) {
      limit = Bytes.parse(size);
      return this;
    }

    RowBuilder on(String service, String condition) {
      dependencies.add(new Dependency(service, condition));
      return this;
    }

    RowBuilder state(String name) {
      state = name;
      return this;
    }

    RowBuilder oneOff() {
      oneOff = true;
      return this;
    }

    RowBuilder label(String name, String value) {
      labels = Map.of(name, value);
      return this;
    }

    EngineFacts.Row build() {
      @Nullable Instant ended = state.equals("running") ? null : Events.T0;
      return new EngineFacts.Row(
          subject,
          subject.stack() + '-' + subject.service() + "-1",
          state,
          ended,
          healthCheck,
          new ContainerTraits(
              RestartPolicy.NO, false, false, oneOff, Duration.ofSeconds(10), limit, labels),
          dependencies);
    }
  }
}
