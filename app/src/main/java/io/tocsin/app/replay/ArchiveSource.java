package io.tocsin.app.replay;

import io.tocsin.app.archive.ArchiveReader;
import io.tocsin.app.archive.ArchiveRecord;
import io.tocsin.app.problem.WrongUse;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.TelemetryFormatException;
import io.tocsin.telemetry.Topics;
import io.tocsin.telemetry.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The records of an archive, and what is damaged in it. */
public final class ArchiveSource implements RecordSource {
  private static final int MOST_DAMAGES = 10;

  private final ArchiveReader reader;
  private final long size;

  private ArchiveSource(ArchiveReader reader, long size) {
    this.reader = reader;
    this.size = size;
  }

  /**
   * Opens it.
   *
   * @throws WrongUse if it is not there, or no archive
   */
  public static ArchiveSource open(Path file) {
    ArchiveReader reader = ArchiveReader.open(file);
    try {
      return new ArchiveSource(reader, Files.size(file));
    } catch (IOException e) {
      reader.close();
      throw new WrongUse(file + " cannot be read: " + e, "Is it a file?", e);
    }
  }

  /**
   * The incidents of the live run that an archive brings along, as they were told last; none in one
   * that was imported.
   */
  public static List<Incident> incidents(Path file) {
    Map<String, Incident> latest = new LinkedHashMap<>();
    try (ArchiveSource source = open(file)) {
      for (ArchiveRecord next = source.next();
          next != null && !Topics.DEFAULT.telemetry().contains(next.topic());
          next = source.next()) {
        if (next.topic().equals(Topics.DEFAULT.incidents())) {
          Incident incident = Wire.read(next.value(), Incident.class);
          latest.put(incident.id(), incident);
        }
      }
    } catch (TelemetryFormatException e) {
      throw new WrongUse(file + " has incidents that cannot be read: " + e.getMessage(), "", e);
    }
    return List.copyOf(latest.values());
  }

  @Override
  public @Nullable ArchiveRecord next() {
    return reader.next();
  }

  @Override
  public double share() {
    return size == 0 ? 1 : (double) reader.position() / size;
  }

  @Override
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    if (!reader.isWhole()) {
      remarks.add("The archive is damaged: " + reader.lostInWords() + ".");
      reader.damages().stream().limit(MOST_DAMAGES).forEach(each -> remarks.add("  " + each));
    }
    reader.end().stream()
        .flatMap(end -> end.gaps().stream())
        .limit(MOST_DAMAGES)
        .forEach(
            gap ->
                remarks.add(
                    "Not recorded: %s of %s from %s to %s (%s)."
                        .formatted(
                            gap.source(),
                            gap.subject().key(),
                            gap.from(),
                            gap.to(),
                            gap.reason())));
    return remarks;
  }

  @Override
  public void close() {
    reader.close();
  }
}
