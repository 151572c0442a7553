package io.tocsin.bench.encoding;

import io.tocsin.telemetry.LogLine;
import io.tocsin.telemetry.Subject;
import io.tocsin.telemetry.Timestamps;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** The line itself as the value, and all that is known of it in headers. */
final class RawText implements Encoding {
  @Override
  public String name() {
    return "plain text, the rest in headers";
  }

  @Override
  public Encoded write(List<LogLine> lines) {
    LogLine line = lines.get(0);
    Header[] headers = {
      header("schema", LogLine.SCHEMA),
      header("at", Timestamps.format(line.at())),
      header("host", line.subject().host()),
      header("stack", line.subject().stack()),
      header("service", line.subject().service()),
      header("container", line.container()),
      header("containerId", line.containerId()),
      header("stream", line.stream().wireName())
    };
    return new Encoded(line.line().getBytes(StandardCharsets.UTF_8), headers);
  }

  @Override
  public List<LogLine> read(Encoded record) {
    Header[] headers = record.headers();
    return List.of(
        new LogLine(
            Timestamps.parse(text(headers[1])),
            new Subject(text(headers[2]), text(headers[3]), text(headers[4])),
            text(headers[5]),
            text(headers[6]),
            text(headers[7]).equals("stderr") ? LogLine.Stream.STDERR : LogLine.Stream.STDOUT,
            new String(record.value(), StandardCharsets.UTF_8),
            false,
            null));
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Header header) {
    return new String(header.value(), StandardCharsets.UTF_8);
  }
}
