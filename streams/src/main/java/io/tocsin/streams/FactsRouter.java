package io.tocsin.streams;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Sends the facts of all containers of a host, and the promises that all are there, to where its
 * findings are correlated. Tombstones stay behind: what a container depended on is asked most when
 * it has just gone.
 */
final class FactsRouter extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
  @Override
  public void process(Record<byte[], byte[]> record) {
    if (record.key() == null || record.value() == null) {
      return;
    }
    String key = new String(record.key(), StandardCharsets.UTF_8);
    int slash = key.indexOf('/');
    String host = slash < 0 ? key : key.substring(0, slash);
    RecordHeaders headers = new RecordHeaders();
    int partition = context().recordMetadata().map(from -> from.partition()).orElse(0);
    headers.add(HostClock.PARTITION, ByteBuffer.allocate(Integer.BYTES).putInt(partition).array());
    context().forward(record.withKey(host.getBytes(StandardCharsets.UTF_8)).withHeaders(headers));
  }
}
