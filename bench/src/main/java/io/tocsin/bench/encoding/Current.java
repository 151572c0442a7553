package io.tocsin.bench.encoding;

import io.tocsin.telemetry.LogLine;
import io.tocsin.telemetry.Wire;
import java.util.List;

/** What Tocsin writes: JSON with full names, token by token. */
final class Current implements Encoding {
  @Override
  public String name() {
    return "json, full names, by tokens (chosen)";
  }

  @Override
  public Encoded write(List<LogLine> lines) {
    return Encoded.of(Wire.write(lines.get(0)));
  }

  @Override
  public List<LogLine> read(Encoded record) {
    return List.of((LogLine) Wire.readTelemetry(record.value()));
  }
}
