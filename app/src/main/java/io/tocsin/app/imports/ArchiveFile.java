package io.tocsin.app.imports;

import io.tocsin.app.archive.ArchiveHead;
import io.tocsin.app.archive.ArchiveRecord;
import io.tocsin.app.archive.ArchiveRecord.Place;
import io.tocsin.app.archive.ArchiveWriter;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.Gap;
import io.tocsin.telemetry.Heartbeat;
import io.tocsin.telemetry.LogLine;
import io.tocsin.telemetry.ResourceSample;
import io.tocsin.telemetry.Telemetry;
import io.tocsin.telemetry.Topics;
import io.tocsin.telemetry.Wire;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Puts records into the topics that a collector would have published them in. */
public final class ArchiveFile implements Consumer<Telemetry>, AutoCloseable {
  private static final Topics TOPICS = Topics.DEFAULT;

  private final ArchiveWriter writer;

  /**
   * @param now when it is written
   */
  public ArchiveFile(Path file, Instant now) {
    writer = ArchiveWriter.create(file, ArchiveHead.imported("tocsin import", now));
  }

  @Override
  public void accept(Telemetry record) {
    if (record instanceof ContainerFacts facts) {
      String key = Topics.containerKey(facts.subject(), facts.container().id());
      Place place = new Place(0, ArchiveRecord.NO_OFFSET, facts.at().toEpochMilli());
      writer.write(new ArchiveRecord(TOPICS.containers(), place, key, Wire.write(facts)));
    }
    topics(record).forEach(topic -> writer.write(ArchiveRecord.of(topic, record)));
  }

  private static List<String> topics(Telemetry record) {
    if (record instanceof Heartbeat || record instanceof ContainerFacts) {
      return TOPICS.telemetry();
    }
    boolean isLog = record instanceof LogLine || record instanceof Gap;
    return List.of(
        isLog
            ? TOPICS.logs()
            : record instanceof ResourceSample ? TOPICS.stats() : TOPICS.events());
  }

  /** Gives the file its name; without it, nothing of it stays. */
  public void finish() {
    writer.finish();
  }

  @Override
  public void close() {
    writer.discard();
  }
}
