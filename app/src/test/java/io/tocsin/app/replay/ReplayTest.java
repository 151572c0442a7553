package io.tocsin.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.app.archive.ArchiveHead;
import io.tocsin.app.archive.ArchiveRecord;
import io.tocsin.app.archive.ArchiveRecord.Place;
import io.tocsin.app.archive.ArchiveWriter;
import io.tocsin.app.replay.Difference.Kind;
import io.tocsin.streams.incident.Dependencies;
import io.tocsin.streams.rules.RuleBook;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Telemetry;
import io.tocsin.telemetry.Topics;
import io.tocsin.telemetry.Wire;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayTest {
  private static final RuleBook STANDARD = RuleBook.standard();

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(longs = 1)
  void endsInTheSameWhateverTheThreads(long seed) {
    List<ArchiveRecord> records = RecordedStack.records(seed);

    ReplayOutcome one = play(records, plan(1, Optional.empty()));

    assertThat(one.incidents()).isNotEmpty();
    assertThat(one.records()).isEqualTo(records.size());
    for (int threads = 2; threads <= 3; threads++) {
      assertThat(play(records, plan(threads, Optional.empty())).incidents())
          .isEqualTo(one.incidents());
    }
  }

  @Test
  void endsInTheSameInWhateverOrderThePartitionsAreRead() {
    List<ArchiveRecord> records = RecordedStack.records(3);
    ReplayOutcome merged = play(records, plan(2, Optional.empty()));
    List<ArchiveRecord> shifted = new ArrayList<>(records);
    // The odd partitions are always read first, up to a second ahead.
    shifted.sort(
        Comparator.comparingLong((ArchiveRecord each) -> each.place().timestamp() / 1000)
            .thenComparingInt(each -> -each.place().partition()));

    assertThat(play(shifted, plan(2, Optional.empty())).incidents()).isEqualTo(merged.incidents());
  }

  @Test
  void endsInTheSameFromAnArchive() {
    List<ArchiveRecord> records = RecordedStack.records(4);
    Path file = folder.resolve("stack.tocsin");
    try (ArchiveWriter writer =
        ArchiveWriter.create(file, ArchiveHead.imported("a test", RecordedStack.START))) {
      records.forEach(writer::write);
      writer.finish();
    }

    ReplayOutcome fromFile;
    try (ArchiveSource source = ArchiveSource.open(file)) {
      fromFile =
          new Replay(plan(2, Optional.empty()), source, ReplayListener.NONE)
              .run((count, at, share) -> {});
    }

    assertThat(fromFile.incidents())
        .isEqualTo(play(records, plan(2, Optional.empty())).incidents());
  }

  @Test
  void keepsToTheOrderInWhichTheLiveRunHadItsFindings() {
    List<ArchiveRecord> records = RecordedStack.records(5);
    List<Finding> findings = new ArrayList<>();
    ReplayOutcome first = play(records, plan(2, Optional.empty()), listener(findings));
    List<Finding> live = new ArrayList<>(findings);
    for (int i = 0; i + 1 < live.size(); i += 2) {
      java.util.Collections.swap(live, i, i + 1);
    }
    List<ArchiveRecord> recorded = new ArrayList<>();
    live.forEach(finding -> recorded.add(record(Topics.DEFAULT.findings(), finding)));
    recorded.addAll(records);

    List<Finding> replayed = new ArrayList<>();
    ReplayOutcome second = play(recorded, plan(2, Optional.empty()), listener(replayed));

    assertThat(replayed).isEqualTo(live);
    assertThat(second.incidents()).hasSameSizeAs(first.incidents());
  }

  @Test
  void saysWhatOtherRulesWouldHaveChanged() {
    List<ArchiveRecord> records = RecordedStack.records(6);
    RuleBook others =
        STANDARD
            .with(
                Map.of(
                    "restart-rate", Map.of("enabled", false),
                    "memory-ratio", Map.of("enabled", false)))
            .book();

    ReplayOutcome before = play(records, plan(2, Optional.empty()));
    ReplayOutcome after = play(records, plan(2, Optional.of(others)));
    Comparison comparison = Comparison.of(before.incidents(), after.incidents(), Instant.MAX);

    assertThat(Comparison.of(before.incidents(), before.incidents(), Instant.MAX).isEqual())
        .isTrue();
    assertThat(comparison.isEqual()).isFalse();
    assertThat(comparison.differences())
        .allSatisfy(
            each ->
                assertThat(each.kind())
                    .isIn(Kind.GONE, Kind.LATER, Kind.EARLIER, Kind.BLAMED, Kind.NEW));
  }

  @Test
  void tellsOnlyOfTheRangeThatWasAskedFor() {
    List<ArchiveRecord> records = RecordedStack.records(7);
    ReplayPlan early =
        new ReplayPlan(
            Optional.empty(),
            STANDARD,
            Dependencies.NONE,
            Instant.MIN,
            RecordedStack.START.plusSeconds(100),
            2,
            0);

    assertThat(play(records, early).incidents()).isEmpty();
  }

  private static ReplayListener listener(List<Finding> findings) {
    return new ReplayListener() {
      private Instant telemetryUntil = Instant.MIN;

      @Override
      public void telemetry(Telemetry record) {
        telemetryUntil = record.at().isAfter(telemetryUntil) ? record.at() : telemetryUntil;
      }

      @Override
      public void finding(Finding finding) {
        assertThat(finding.detectedAt()).isBeforeOrEqualTo(telemetryUntil);
        findings.add(finding);
      }

      @Override
      public void incident(Incident incident) {
        assertThat(findings).isNotEmpty();
      }
    };
  }

  private static ArchiveRecord record(String topic, Finding finding) {
    Place place = new Place(0, 0, finding.updatedAt().toEpochMilli());
    return new ArchiveRecord(topic, place, finding.subject().host(), Wire.write(finding));
  }

  private static ReplayPlan plan(int threads, Optional<RuleBook> rules) {
    return new ReplayPlan(rules, STANDARD, Dependencies.NONE, Instant.MIN, Instant.MAX, threads, 0);
  }

  private static ReplayOutcome play(List<ArchiveRecord> records, ReplayPlan plan) {
    return play(records, plan, ReplayListener.NONE);
  }

  private static ReplayOutcome play(
      List<ArchiveRecord> records, ReplayPlan plan, ReplayListener listener) {
    return new Replay(plan, new ListSource(records), listener).run((count, at, share) -> {});
  }
}
