package io.tocsin.streams;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Why a record was refused, for its headers.
 *
 * @param reason one of few words, fit for a metric's label: {@code unreadable}, {@code
 *     impossible-time}, {@code detector-failed}
 * @param detail in full
 */
record DeadLetter(String reason, String detail) {
  static final String REASON = "tocsin.reason";
  private static final int LONGEST = 1_000;

  /** The refused record with its reason and its origin. */
  Record<byte[], Output> of(
      Record<byte[], byte[]> record, Optional<RecordMetadata> origin, String stage) {
    Headers headers = new RecordHeaders();
    add(headers, REASON, reason);
    add(headers, "tocsin.detail", detail.substring(0, Math.min(LONGEST, detail.length())));
    add(headers, "tocsin.stage", stage);
    origin.ifPresent(
        from -> {
          add(headers, "tocsin.topic", from.topic());
          add(headers, "tocsin.partition", Integer.toString(from.partition()));
          add(headers, "tocsin.offset", Long.toString(from.offset()));
        });
    return new Record<>(
        record.key(),
        new Output.Refused(ByteBuffer.wrap(record.value())),
        Math.max(0, record.timestamp()),
        headers);
  }

  private static void add(Headers headers, String name, @Nullable String value) {
    if (value != null) {
      headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
  }
}
