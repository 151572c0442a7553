package io.tocsin.collector.publish;

/** Records that are gone, and between which times. */
record Loss(long records, long firstMillis, long lastMillis) {
  static final Loss NONE = new Loss(0, Long.MAX_VALUE, Long.MIN_VALUE);

  Loss and(Loss other) {
    return new Loss(
        records + other.records,
        Math.min(firstMillis, other.firstMillis),
        Math.max(lastMillis, other.lastMillis));
  }

  boolean isNone() {
    return records == 0;
  }
}
