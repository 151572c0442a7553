package io.tocsin.collector;

import io.tocsin.collector.publish.Publisher;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.Gap;
import io.tocsin.telemetry.LogLine;
import io.tocsin.telemetry.ResourceSample;
import io.tocsin.telemetry.Subject;
import io.tocsin.telemetry.Telemetry;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A sink that keeps all in memory. */
public final class RecordingSink implements Publisher {
  private final List<Telemetry> records = new CopyOnWriteArrayList<>();
  private final List<ContainerFacts> introductions = new CopyOnWriteArrayList<>();
  private final List<String> tombstones = new CopyOnWriteArrayList<>();
  private final List<Instant> heartbeats = new CopyOnWriteArrayList<>();

  @Override
  public void publish(Telemetry record) {
    records.add(record);
  }

  @Override
  public void introduce(ContainerFacts brief) {
    introductions.add(brief);
  }

  @Override
  public void tombstone(Subject subject, String containerId) {
    tombstones.add(containerId);
  }

  @Override
  public void heartbeat(Instant at) {
    heartbeats.add(at);
  }

  private <T extends Telemetry> List<T> of(Class<T> type, String service) {
    return records.stream()
        .filter(type::isInstance)
        .map(type::cast)
        .filter(record -> record.subject().service().equals(service))
        .toList();
  }

  /** All records in the order in which they came. */
  public List<Telemetry> all() {
    return records;
  }

  public List<EngineEvent> events(String service) {
    return of(EngineEvent.class, service);
  }

  public List<EngineEvent> events(String service, String action) {
    return events(service).stream().filter(event -> event.action().equals(action)).toList();
  }

  public List<LogLine> lines(String service) {
    return of(LogLine.class, service);
  }

  public List<ResourceSample> samples(String service) {
    return of(ResourceSample.class, service);
  }

  public List<ContainerFacts> facts(String service) {
    return of(ContainerFacts.class, service);
  }

  public List<ContainerFacts> introductions(String service) {
    return introductions.stream()
        .filter(facts -> facts.subject().service().equals(service))
        .toList();
  }

  public List<Gap> gaps() {
    return records.stream().filter(Gap.class::isInstance).map(Gap.class::cast).toList();
  }

  public List<String> tombstones() {
    return tombstones;
  }

  public List<Instant> heartbeats() {
    return heartbeats;
  }

  @Override
  public long spooledBytes() {
    return 0;
  }

  @Override
  public boolean isStraight() {
    return true;
  }

  @Override
  public void close() {
    // nothing is open
  }
}
