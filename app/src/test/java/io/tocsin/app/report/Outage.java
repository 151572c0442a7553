package io.tocsin.app.report;

import io.tocsin.app.imports.Import;
import io.tocsin.app.imports.ImportSettings;
import io.tocsin.streams.Playback;
import io.tocsin.streams.incident.Correlator;
import io.tocsin.streams.incident.Dependencies;
import io.tocsin.streams.rules.RuleBook;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.Telemetry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;

/** Imports files and computes their report, the detectors between. */
final class Outage {
  private Outage() {}

  static Report report(Path files, Witness witness) throws IOException {
    ReportBuilder builder = new ReportBuilder(witness);
    Playback playback = new Playback(RuleBook.standard());
    Correlator correlator = new Correlator("imported", Dependencies.NONE, null);
    ImportSettings settings = new ImportSettings("imported", "", ZoneOffset.UTC);
    Import reading = new Import(settings, (file, line, verdict) -> {});
    reading.read(
        Import.files(List.of(files)),
        (Telemetry record) -> {
          builder.on(record);
          if (record instanceof ContainerFacts facts) {
            correlator.learn(facts);
          }
          playback.on(
              record,
              finding -> {
                builder.on(finding);
                correlator.on(finding).forEach(builder::on);
              });
        });
    return builder.build();
  }
}
