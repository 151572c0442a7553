package io.tocsin.app.http;

import io.tocsin.app.health.Readiness;
import io.tocsin.app.incidents.IncidentView;
import java.util.function.Supplier;

/**
 * What the server answers from.
 *
 * @param readiness asked at each request
 * @param metrics in Prometheus' text format
 */
public record Answers(
    Supplier<Readiness> readiness, Supplier<String> metrics, IncidentView incidents) {}
