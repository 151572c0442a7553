package io.tocsin.app.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.app.archive.ArchiveHead.Redaction;
import io.tocsin.app.archive.ArchiveRecord;
import io.tocsin.app.archive.ArchiveRecord.Place;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.ContainerFacts.HealthCheck;
import io.tocsin.telemetry.ContainerFacts.Limits;
import io.tocsin.telemetry.ContainerRef;
import io.tocsin.telemetry.ContainerTraits;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.Heartbeat;
import io.tocsin.telemetry.LogLine;
import io.tocsin.telemetry.Subject;
import io.tocsin.telemetry.Telemetry;
import io.tocsin.telemetry.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MaskingTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Subject DB = new Subject("web1", "shop", "db");
  private static final ContainerRef CONTAINER = new ContainerRef("abc", "shop-db-1", "db:1");
  private static final String SECRET = "hunter2-very-secret";
  private static final String SAID = "connecting with password=" + SECRET;

  @Test
  void leavesEverythingByteForByteWhereNothingIsAsked() {
    ArchiveRecord line = record("docker.logs", line(SAID));

    assertThat(new Masking(Redaction.NONE).of(line)).isSameAs(line);
    assertThat(new Masking(Redaction.NONE).of(finding())).isNotNull();
  }

  @Test
  void masksSecretsAgainByTheRulesOfTodayAndLeavesTheRestOfALine() {
    LogLine masked = masked(Redaction.MASKED, line(SAID), LogLine.class);

    assertThat(masked.line()).startsWith("connecting with password=").doesNotContain(SECRET);
    assertThat(masked).usingRecursiveComparison().ignoringFields("line").isEqualTo(line(SAID));
  }

  @Test
  void leavesALineWithoutASecretAsItIs() {
    ArchiveRecord line = record("docker.logs", line("checkpoint complete"));

    assertThat(new Masking(Redaction.MASKED).of(line)).isSameAs(line);
  }

  @Test
  void dropsWhatContainersWroteAndKeepsThatTheyWroteIt() {
    assertThat(masked(Redaction.DROPPED, line(SAID), LogLine.class))
        .usingRecursiveComparison()
        .isEqualTo(line(""));

    EngineEvent event = masked(Redaction.DROPPED, death(), EngineEvent.class);
    EngineEvent.Exit exit = Objects.requireNonNull(event.exit());
    assertThat(exit.logs()).isEmpty();
    assertThat(exit.code()).isEqualTo(3);
    assertThat(Objects.requireNonNull(event.health()).output()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"MASKED", "DROPPED"})
  void letsNoSecretThroughInWhateverIsNotWrittenByContainers(Redaction redaction) {
    for (Telemetry each : List.of(line(SAID), death(), facts())) {
      ArchiveRecord kept = new Masking(redaction).of(record("docker.events", each));

      String text = new String(Objects.requireNonNull(kept).value(), StandardCharsets.UTF_8);
      assertThat(text).doesNotContain(SECRET);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MASKED", "DROPPED"})
  void leavesOutWhatQuotesContainersAndWhatCannotBeRead(Redaction redaction) {
    Masking masking = new Masking(redaction);

    assertThat(masking.of(finding())).isNull();
    assertThat(masking.of(raw("tocsin.incidents", "{}"))).isNull();
    assertThat(masking.of(raw("docker.logs", "no telemetry: " + SECRET))).isNull();
    assertThat(masking.of(raw("tocsin.rules", "{\"rules\":{}}"))).isNotNull();
    assertThat(masking.of(record("docker.logs", new Heartbeat(NOON, "web1")))).isNotNull();
  }

  private static <T extends Telemetry> T masked(Redaction redaction, Telemetry of, Class<T> type) {
    ArchiveRecord before = record("docker.logs", of);
    ArchiveRecord kept = Objects.requireNonNull(new Masking(redaction).of(before));
    assertThat(kept.place()).isEqualTo(before.place());
    assertThat(kept.key()).isEqualTo(before.key());
    return type.cast(Wire.readTelemetry(kept.value()));
  }

  private static ArchiveRecord record(String topic, Telemetry telemetry) {
    return new ArchiveRecord(
        topic, new Place(1, 7, 9), telemetry.subject().key(), Wire.write(telemetry));
  }

  private static ArchiveRecord finding() {
    return raw("tocsin.findings", "{\"summary\":\"" + SAID + "\"}");
  }

  private static ArchiveRecord raw(String topic, String value) {
    return new ArchiveRecord(
        topic, new Place(0, 1, 1), "web1", value.getBytes(StandardCharsets.UTF_8));
  }

  private static LogLine line(String text) {
    return new LogLine(NOON, DB, "shop-db-1", "abc", LogLine.Stream.STDERR, text, false, null);
  }

  private static EngineEvent death() {
    return new EngineEvent(
        NOON,
        DB,
        "container",
        "die",
        CONTAINER,
        null,
        Map.of("execCommand", SAID),
        null,
        new EngineEvent.Exit(3, false, SAID, List.of("starting", SAID)),
        new EngineEvent.Health("unhealthy", 2, SAID),
        false);
  }

  private static ContainerFacts facts() {
    Duration often = Duration.ofSeconds(5);
    return new ContainerFacts(
        NOON,
        DB,
        CONTAINER,
        "sha256:1",
        "running",
        NOON,
        NOON,
        ContainerTraits.UNKNOWN,
        new Limits(null, null, null),
        new HealthCheck(often, often, often, 3, "check --token=" + SECRET),
        List.of(),
        Map.of("note", SAID),
        List.of(),
        List.of("serve", SAID),
        List.of(),
        null,
        List.of(),
        List.of());
  }
}
