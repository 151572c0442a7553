package io.tocsin.telemetry;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a sample in just the form in which {@link Wire} writes it, many times as fast as data
 * binding, which has to expect anything: a day of fifty containers has four million. Whatever looks
 * otherwise, it leaves to data binding, so both always read the same.
 */
final class SampleScanner {
  private static final byte[] AT = bytes("{\"schema\":\"" + ResourceSample.SCHEMA + "\",\"at\":\"");
  private static final byte[] MEMORY = bytes(",\"memory\":{\"workingSet\":");
  private static final byte[] USAGE = bytes(",\"usage\":");
  private static final byte[] LIMIT = bytes(",\"limit\":");
  private static final byte[] CPU = bytes("},\"cpu\":{\"usageNanos\":");
  private static final byte[] PERIODS = bytes(",\"periods\":");
  private static final byte[] THROTTLED = bytes(",\"throttledPeriods\":");
  private static final byte[] THROTTLED_NANOS = bytes(",\"throttledNanos\":");
  private static final byte[] PIDS = bytes("},\"pids\":{\"current\":");
  private static final byte[] NETWORK = bytes("},\"network\":{\"received\":");
  private static final byte[] SENT = bytes(",\"sent\":");
  private static final byte[] END = bytes("}}");
  private static final int DIGITS = 18;

  private final byte[] json;
  private int next;
  private boolean isOther;

  private SampleScanner(byte[] json) {
    this.json = json;
  }

  /** The sample, or null if data binding has to look at it. */
  static @Nullable ResourceSample scan(byte[] json) {
    return new SampleScanner(json).scan();
  }

  private @Nullable ResourceSample scan() {
    Instant at = skip(AT) ? time() : null;
    SampleHead head = at == null ? null : SampleHead.at(json, next);
    if (at == null || head == null) {
      return null;
    }
    next += head.length();
    expect(MEMORY);
    Bytes workingSet = new Bytes(number());
    expect(USAGE);
    Bytes usage = new Bytes(number());
    Bytes limit = skip(LIMIT) ? new Bytes(number()) : null;
    ResourceSample.Memory memory = new ResourceSample.Memory(workingSet, usage, limit);
    ResourceSample.Cpu cpu = cpu();
    ResourceSample.Pids pids = skip(PIDS) ? pids() : null;
    ResourceSample.Network network = skip(NETWORK) ? network() : null;
    expect(END);
    return isOther || next != json.length
        ? null
        : new ResourceSample(
            at, head.subject(), head.container(), head.source(), memory, cpu, pids, network, null);
  }

  private ResourceSample.Cpu cpu() {
    expect(CPU);
    long usage = number();
    expect(PERIODS);
    long periods = number();
    expect(THROTTLED);
    long throttled = number();
    expect(THROTTLED_NANOS);
    return new ResourceSample.Cpu(usage, periods, throttled, number());
  }

  private ResourceSample.Pids pids() {
    long current = number();
    return new ResourceSample.Pids(current, skip(LIMIT) ? (Long) number() : null);
  }

  private ResourceSample.Network network() {
    Bytes received = new Bytes(number());
    expect(SENT);
    return new ResourceSample.Network(received, new Bytes(number()));
  }

  private @Nullable Instant time() {
    int start = next;
    next = PlainBytes.end(json, start);
    if (next == json.length || json[next] != '"') {
      return null;
    }
    try {
      return Timestamps.parse(new String(json, start, next - start, StandardCharsets.ISO_8859_1));
    } catch (TelemetryFormatException e) {
      // Data binding says what is wrong with it.
      return null;
    }
  }

  /** A whole number that is not negative; anything else is not for here. */
  private long number() {
    int start = next;
    long value = 0;
    while (next < json.length && json[next] >= '0' && json[next] <= '9') {
      value = value * 10 + json[next++] - '0';
    }
    boolean isLeading = next - start > 1 && json[start] == '0';
    if (next == start || next - start > DIGITS || isLeading) {
      isOther = true;
      return 0;
    }
    return value;
  }

  private void expect(byte[] expected) {
    isOther |= !skip(expected);
  }

  private boolean skip(byte[] expected) {
    int end = next + expected.length;
    if (end > json.length || !Arrays.equals(json, next, end, expected, 0, expected.length)) {
      return false;
    }
    next = end;
    return true;
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
