package io.tocsin.streams.detect;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A rule's values as the typed record that a detector wants, read once for each set of labels and
 * not once for each log line.
 */
public final class Tuning<T> {
  private final Rule rule;
  private final Function<Settings, T> reader;
  private @Nullable Map<String, String> overrides;
  private T current;

  public Tuning(Rule rule, Function<Settings, T> reader) {
    this.rule = rule;
    this.reader = reader;
    this.current = reader.apply(rule.settings(null));
  }

  /** The values for a container with these labels. */
  public T of(@Nullable Map<String, String> labels) {
    if (!Objects.equals(labels, overrides)) {
      overrides = labels;
      current = reader.apply(rule.settings(labels));
    }
    return current;
  }

  /** The values that held for the last record. */
  public T current() {
    return current;
  }

  /** The labels that could not be read, of the last record's container. */
  public java.util.List<String> problems() {
    return overrides == null ? java.util.List.of() : rule.settings(overrides).problems();
  }

  /** The labels that held for the last record, so that a snapshot can keep them. */
  public @Nullable Map<String, String> overrides() {
    return overrides;
  }
}
