package io.tocsin.bench.encoding;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.tocsin.telemetry.LogLine;
import io.tocsin.telemetry.Telemetry;
import io.tocsin.telemetry.Wire;
import java.io.IOException;
import java.util.List;

/** The same JSON by Jackson's data binding. */
final class DataBinding implements Encoding {
  private final ObjectWriter writer = Wire.mapper().writerFor(Telemetry.class);
  private final ObjectReader reader = Wire.mapper().readerFor(Telemetry.class);

  @Override
  public String name() {
    return "json, full names, by data binding";
  }

  @Override
  public Encoded write(List<LogLine> lines) throws IOException {
    return Encoded.of(writer.writeValueAsBytes(lines.get(0)));
  }

  @Override
  public List<LogLine> read(Encoded record) throws IOException {
    return List.of((LogLine) reader.readValue(record.value()));
  }
}
