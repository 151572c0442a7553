package io.tocsin.streams;

import io.tocsin.streams.detect.DetectorType.Source;
import io.tocsin.streams.rules.RuleHistory;
import io.tocsin.streams.rules.RuleHistory.Version;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Telemetry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The live detectors of one partition, under the rules of the records' time. */
final class RuledPool {
  /** In the place of a snapshot's key: the moment of the rules that the snapshots are under. */
  private static final String VERSION = "@rules";

  private final Source source;
  private final RuleHistory rules;
  private final DetectorPool pool;
  private Version version;
  private Instant kept;
  private int edition = -1;

  /**
   * Brings back what was kept, under the rules of its time.
   *
   * @param snapshots as {@link #write} gave them out; none for a new beginning
   */
  RuledPool(
      Source source,
      RuleHistory rules,
      Map<String, byte[]> snapshots,
      DetectorPool.Failures failures) {
    this.source = source;
    this.rules = rules;
    Map<String, byte[]> detectors = new LinkedHashMap<>(snapshots);
    byte[] moment = detectors.remove(VERSION);
    kept = moment == null ? Instant.MIN : Instant.parse(new String(moment, StandardCharsets.UTF_8));
    version = rules.at(kept);
    pool = new DetectorPool(source, version.rules().of(source), failures);
    detectors.forEach(pool::restore);
  }

  /** Takes a record in. */
  void on(Telemetry record, Consumer<Finding> out) {
    keepUp(record.at(), out);
    pool.on(record, out);
  }

  /** Everything of this host up to the watermark has been seen. */
  void advance(String host, Instant watermark, Consumer<Finding> out) {
    keepUp(watermark, out);
    pool.advance(host, watermark, out);
  }

  /** For detectors that watch time itself go by. */
  void advanceAll(Instant now, Consumer<Finding> out) {
    keepUp(now, out);
    pool.advanceAll(now, out);
  }

  /** Gives out what has changed since the last time. */
  void write(BiConsumer<String, byte[]> put, Consumer<String> delete) {
    if (!version.from().equals(kept)) {
      kept = version.from();
      put.accept(VERSION, kept.toString().getBytes(StandardCharsets.UTF_8));
    }
    pool.write(put, delete);
  }

  /** Rules change with the first record of their time, and never back. */
  private void keepUp(Instant at, Consumer<Finding> out) {
    if (rules.edition() == edition && at.isBefore(version.until())) {
      return;
    }
    edition = rules.edition();
    Version now = rules.at(at.isBefore(version.from()) ? version.from() : at);
    boolean isOther = !now.rules().equals(version.rules());
    version = now;
    if (isOther) {
      pool.change(now.rules().of(source), at, out);
    }
  }
}
