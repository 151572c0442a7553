package io.tocsin.telemetry;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What telemetry is about: a service of a stack on a host. Its {@link #key()} is the Kafka key, so
 * a service's whole history lies in one partition and survives a recreated container.
 *
 * @param host the name of the host whose engine told it
 * @param stack the Compose project; empty for a container outside any, and for the engine itself
 * @param service the Compose service, or the container's name where there is no Compose project;
 *     empty for the engine itself
 */
public record Subject(String host, String stack, String service) {
  public Subject {
    Objects.requireNonNull(host);
    Objects.requireNonNull(stack);
    Objects.requireNonNull(service);
  }

  /** As a record's own, which goes through method handles: it is asked for with each log line. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Subject subject
            && service.equals(subject.service)
            && stack.equals(subject.stack)
            && host.equals(subject.host));
  }

  @Override
  public int hashCode() {
    return 31 * (31 * host.hashCode() + stack.hashCode()) + service.hashCode();
  }

  /** The engine of a host: the subject of what concerns no single container. */
  public static Subject ofEngine(String host) {
    return new Subject(host, "", "");
  }

  /** Reads back what {@link #key()} wrote. */
  public static Subject parse(String key) {
    String[] parts = key.split("/", -1);
    if (parts.length != 3) {
      throw new TelemetryFormatException("a subject's key has the form host/stack/service: " + key);
    }
    return new Subject(parts[0], parts[1], parts[2]);
  }

  @JsonIgnore
  public boolean isEngine() {
    return stack.isEmpty() && service.isEmpty();
  }

  /** {@code host/stack/service}; none of the three can contain a slash. */
  public String key() {
    return host + '/' + stack + '/' + service;
  }
}
