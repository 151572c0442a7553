package io.tocsin.app.replay;

import io.tocsin.app.archive.ArchiveRecord;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records from memory. */
final class ListSource implements RecordSource {
  private final Iterator<ArchiveRecord> records;

  ListSource(List<ArchiveRecord> records) {
    this.records = records.iterator();
  }

  @Override
  public @Nullable ArchiveRecord next() {
    return records.hasNext() ? records.next() : null;
  }

  @Override
  public double share() {
    return records.hasNext() ? 0 : 1;
  }

  @Override
  public List<String> remarks() {
    return List.of();
  }

  @Override
  public void close() {
    // nothing is open
  }
}
