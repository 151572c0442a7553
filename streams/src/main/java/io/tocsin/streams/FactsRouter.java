package io.tocsin.streams;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Sends the facts of all containers of a host to where its findings are correlated. Tombstones stay
 * behind: what a container depended on is asked most when it has just gone.
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
    context().forward(record.withKey(host.getBytes(StandardCharsets.UTF_8)));
  }
}
