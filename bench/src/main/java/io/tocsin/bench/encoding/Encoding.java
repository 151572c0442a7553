package io.tocsin.bench.encoding;

import io.tocsin.telemetry.LogLine;
import java.io.IOException;
import java.util.List;
import org.apache.kafka.common.header.Header;

/** A way to put log lines into Kafka records. */
interface Encoding {
  /** What it is, in a few words. */
  String name();

  /** How many lines go into one record. */
  default int linesInRecord() {
    return 1;
  }

  Encoded write(List<LogLine> lines) throws IOException;

  List<LogLine> read(Encoded record) throws IOException;

  /** A record's value and headers. */
  final class Encoded {
    private final byte[] value;
    private final Header[] headers;

    Encoded(byte[] value, Header[] headers) {
      this.value = value;
      this.headers = headers;
    }

    static Encoded of(byte[] value) {
      return new Encoded(value, new Header[0]);
    }

    byte[] value() {
      return value;
    }

    Header[] headers() {
      return headers;
    }
  }
}
