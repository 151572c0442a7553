package io.tocsin.collector.publish;

import org.jspecify.annotations.Nullable;

/**
 * A record as bytes.
 *
 * @param timestampMillis the record's time for Kafka
 * @param broadcast whether it goes to every partition
 * @param value null for a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and a copy of each would be wasted
record Outgoing(long timestampMillis, boolean broadcast, byte[] key, byte @Nullable [] value) {
  int size() {
    return key.length + (value == null ? 0 : value.length) + 64;
  }
}
