package io.tocsin.streams.detect;

import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The values of a rule's parameters as they hold for one container.
 *
 * @param values by parameter, each of its type's class
 * @param problems container labels that could not be read, and so were left out
 */
public record Settings(Map<String, Object> values, List<String> problems) {
  public Settings {
    values = Map.copyOf(values);
    problems = List.copyOf(problems);
  }

  public Duration duration(String parameter) {
    return value(parameter, Duration.class);
  }

  public int count(String parameter) {
    return value(parameter, Integer.class);
  }

  public double ratio(String parameter) {
    return value(parameter, Double.class);
  }

  public Bytes bytes(String parameter) {
    return value(parameter, Bytes.class);
  }

  public Severity severity(String parameter) {
    return value(parameter, Severity.class);
  }

  public String text(String parameter) {
    return value(parameter, String.class);
  }

  public boolean flag(String parameter) {
    return value(parameter, Boolean.class);
  }

  private <T> T value(String parameter, Class<T> type) {
    Object value = values.get(parameter);
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException("no " + type.getSimpleName() + " parameter " + parameter);
    }
    return type.cast(value);
  }
}
