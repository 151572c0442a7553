package io.tocsin.app.http;

import io.tocsin.app.controls.FrontDesk;
import io.tocsin.app.health.Readiness;
import io.tocsin.app.incidents.IncidentView;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the server answers from.
 *
 * @param readiness asked at each request
 * @param metrics in Prometheus' text format
 * @param desk empty while there is no broker
 */
public record Answers(
    Supplier<Readiness> readiness,
    Supplier<String> metrics,
    IncidentView incidents,
    Supplier<Optional<FrontDesk>> desk) {
  /** Without anything that people could ask for. */
  public Answers(Supplier<Readiness> readiness, Supplier<String> metrics, IncidentView incidents) {
    this(readiness, metrics, incidents, Optional::empty);
  }
}
