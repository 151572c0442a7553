package io.tocsin.app.report;

import io.tocsin.streams.logs.Level;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Subject;
import java.time.Instant;
import java.util.List;

/**
 * Entries that say the same.
 *
 * @param ids of the kinds that it is made of, as the evidence names them
 * @param template what they have in common
 * @param count how many entries
 * @param example the lines of the first
 * @param parts the messages that come one after the other, each with its count
 */
record Cluster(
    List<String> ids,
    Subject subject,
    String template,
    Level level,
    long count,
    Instant first,
    Instant last,
    List<String> example,
    List<Part> parts) {

  /** A message of the chain. */
  record Part(String template, long count) {}

  boolean isError() {
    return level.isError();
  }

  boolean isRequest() {
    return template.startsWith("HTTP ");
  }

  /** Whether the service that is to blame for the incident said it. */
  boolean isOf(Incident incident) {
    return subject.stack().equals(incident.stack())
        && subject.service().equals(incident.cause().service());
  }
}
