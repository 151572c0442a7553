package io.tocsin.bench.encoding;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.RecordBatch;

/** What records take on the wire and on disk, in Kafka's own batches of the collector's size. */
final class Batches {
  private static final int BATCH_BYTES = 64 * 1024;
  private static final byte[] KEY = "host1/shop/service-17".getBytes(StandardCharsets.UTF_8);

  private Batches() {}

  /** Bytes of all batches that the records fill. */
  static long bytes(List<Encoding.Encoded> records, Compression compression) {
    long bytes = 0;
    int next = 0;
    while (next < records.size()) {
      MemoryRecordsBuilder batch =
          MemoryRecords.builder(
              ByteBuffer.allocate(BATCH_BYTES),
              RecordBatch.CURRENT_MAGIC_VALUE,
              compression,
              TimestampType.CREATE_TIME,
              0L);
      int raw = 0;
      while (next < records.size() && raw < BATCH_BYTES) {
        Encoding.Encoded record = records.get(next++);
        batch.append(next, KEY, record.value(), record.headers());
        raw += record.value().length + KEY.length;
      }
      bytes += batch.build().sizeInBytes();
    }
    return bytes;
  }
}
