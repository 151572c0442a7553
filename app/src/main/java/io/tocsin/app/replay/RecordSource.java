package io.tocsin.app.replay;

import io.tocsin.app.archive.ArchiveRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where records come from: each partition in its order, the partitions merged by time; facts,
 * rules, findings and incidents before all telemetry.
 */
public interface RecordSource extends AutoCloseable {
  /** The next record; null at the end. */
  @Nullable ArchiveRecord next();

  /** How much of it has been read, between 0 and 1. */
  double share();

  /** What a person should know of it once it is read: damage, a range that is not all there. */
  List<String> remarks();

  @Override
  void close();
}
