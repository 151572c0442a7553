package io.tocsin.streams.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.streams.detect.startuporder.StartupOrder;
import io.tocsin.streams.testkit.Events;
import io.tocsin.streams.testkit.Facts;
import io.tocsin.streams.testkit.Lines;
import io.tocsin.streams.testkit.Stage;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.LogLine;
import io.tocsin.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartupOrderTest {
  private static final String ID = "0123456789abcdef".repeat(4);
  private static final String REFUSED = "Error: connect ECONNREFUSED 172.18.0.2:5432";

  private final Facts backend = Facts.of("backend").container(ID);
  private final List<Telemetry> records = new ArrayList<>();

  @Test
  void firesWhenTheServiceDiesOfTheRefusedConnection() {
    startedWithDatabase("starting");
    line(1.5, REFUSED);
    records.add(backend.at(2).exited(1));

    List<Finding> findings = play(10);

    assertThat(Stage.brief(findings)).containsExactly("warning firing");
    Finding finding = findings.get(0);
    assertThat(finding.startedAt()).isEqualTo(Events.T0.plusMillis(1_500));
    assertThat(finding.container()).isEqualTo("shop-backend-1");
    assertThat(finding.summary())
        .isEqualTo("started before db (starting) was healthy, and failed 2 s later (exit code 1)");
    assertThat(finding.evidence()).containsEntry("logs", List.of(REFUSED));
  }

  @Test
  void readsTheLastLinesThatComeAfterTheEndWasIntroduced() {
    startedWithDatabase("starting");
    records.add(backend.at(2).exited(1));
    line(1.9, REFUSED);

    assertThat(Stage.brief(play(10))).containsExactly("warning firing");
  }

  @Test
  void firesWhenTheServiceDiesWithoutAWord() {
    startedWithDatabase("unhealthy");
    line(1, "starting");
    records.add(backend.at(2).exited(1));

    List<Finding> findings = play(10);

    assertThat(Stage.brief(findings)).containsExactly("warning firing");
    assertThat(findings.get(0).startedAt()).isEqualTo(Events.T0.plusSeconds(2));
  }

  @Test
  void staysSilentWhenItGivesAnotherReason() {
    startedWithDatabase("starting");
    line(1, "Traceback (most recent call last):");
    line(1.1, "  File \"app.py\", line 1, in <module>");
    line(1.2, "ModuleNotFoundError: No module named 'netra'");
    records.add(backend.at(2).exited(1));

    assertThat(play(200)).isEmpty();
  }

  @Test
  void firesWhenItGoesOnLoggingFailedConnections() {
    startedWithDatabase("starting");
    for (int second = 1; second <= 30; second += 3) {
      line(second, "could not translate host name \"db\": Name or service not known");
    }

    List<Finding> findings = play(200);

    assertThat(Stage.brief(findings))
        .containsExactly("warning firing", "warning firing", "warning firing", "warning resolved");
    assertThat(findings.get(0).summary()).endsWith("and logged 3 connection errors in 6 s");
    assertThat(findings.get(0).detectedAt()).isEqualTo(Events.T0.plusSeconds(7));
  }

  @Test
  void staysSilentWhenItTriesAgainAndGetsThrough() {
    startedWithDatabase("starting");
    line(1, REFUSED);
    line(2, REFUSED);
    line(3, REFUSED);
    line(4, "listening on :8080");

    assertThat(play(200)).isEmpty();
  }

  @Test
  void staysSilentWhenItCopes() {
    startedWithDatabase("starting");
    line(1, "listening on :8080");

    assertThat(play(200)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"healthy", "none", "absent"})
  void staysSilentWhenNothingWasUnready(String health) {
    startedWithDatabase(health);
    line(1, REFUSED);
    records.add(backend.at(2).exited(1));

    assertThat(play(200)).isEmpty();
  }

  @Test
  void staysSilentWhereNobodySawTheStart() {
    startedWithDatabase(null);
    line(1, REFUSED);
    records.add(backend.at(2).exited(1));

    assertThat(play(200)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 130, 137, 143})
  void staysSilentWhenSomebodyStopsIt(int code) {
    startedWithDatabase("starting");
    line(1, REFUSED);
    records.add(backend.at(2).exited(code));

    assertThat(play(200)).isEmpty();
  }

  @Test
  void staysSilentWhenItFailsLongAfterTheStart() {
    startedWithDatabase("starting");
    line(130, REFUSED);
    records.add(backend.at(131).exited(1));

    assertThat(play(200)).isEmpty();
  }

  @Test
  void staysSilentWhenAnotherServiceRefuses() {
    backend.dependsOn("cache", "service_healthy", "healthy");
    startedWithDatabase("starting");
    line(1, "redis: connect to cache:6379: connection refused");
    line(1.1, "ERROR giving up");
    records.add(backend.at(2).exited(1));

    assertThat(play(200)).isEmpty();
  }

  @Test
  void isOverWhenItIsStartedAgainAndAllIsReady() {
    startedWithDatabase("starting");
    line(1, REFUSED);
    records.add(backend.at(2).exited(1));
    records.add(backend.at(30).dependsOn("db", "service_started", "healthy").started());

    List<Finding> findings = play(10);

    assertThat(Stage.brief(findings)).containsExactly("warning firing", "warning resolved");
    assertThat(findings.get(1).endedAt()).isEqualTo(Events.T0.plusSeconds(30));
  }

  @Test
  void aLoopIsOneFindingThatGrows() {
    for (int run = 0; run < 8; run++) {
      records.add(backend.at(run * 4.0).dependsOn("db", "service_started", "starting").started());
      line(run * 4.0 + 1, REFUSED);
      records.add(backend.at(run * 4.0 + 2).exited(1));
    }

    List<Finding> findings = play(300);

    assertThat(findings).extracting(Finding::id).containsOnly(findings.get(0).id());
    assertThat(findings)
        .filteredOn(Finding::isFiring)
        .extracting(Finding::value)
        .containsExactly(1.0, 2.0, 4.0, 8.0);
    assertThat(findings).last().extracting(Finding::isFiring).isEqualTo(false);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aRestartInTheMiddleChangesNothing(long seed) {
    for (int run = 0; run < 3; run++) {
      records.add(backend.at(run * 4.0).dependsOn("db", "service_started", "starting").started());
      line(run * 4.0 + 1, REFUSED);
      records.add(backend.at(run * 4.0 + 2).exited(1));
    }

    List<Finding> through = Stage.playInterrupted(StartupOrder.TYPE, records, 300, seed);

    assertThat(through).isEqualTo(play(300));
  }

  @Test
  void aLabelSetsHowLongTroubleCounts() {
    backend.override("startup-order.window", "10s");
    startedWithDatabase("starting");
    line(11, REFUSED);
    records.add(backend.at(12).exited(1));

    assertThat(play(200)).isEmpty();
  }

  private void startedWithDatabase(@Nullable String health) {
    records.add(backend.at(0).dependsOn("db", "service_started", health).started());
  }

  private void line(double second, String text) {
    LogLine line = new Lines().at(second).write(text).list().get(0);
    records.add(line);
  }

  private List<Finding> play(double silence) {
    return Stage.play(StartupOrder.TYPE, Map.of(), records, silence);
  }
}
