package io.tocsin.alerts.template;

import io.tocsin.alerts.outline.Outline;
import io.tocsin.alerts.receiver.Receiver;
import io.tocsin.telemetry.Incident;
import java.util.List;
import java.util.Optional;

/** A receiver whose messages are laid out by a template. */
public abstract class Templated<T> implements Receiver {
  private final String name;
  private final Layout<T> layout;

  protected Templated(String name, Layout<T> layout) {
    this.name = name;
    this.layout = layout;
  }

  @Override
  public final String name() {
    return name;
  }

  /** Why the template that people wrote cannot be used for these; empty if it can. */
  public final Optional<String> templateProblem(List<Outline> samples) {
    return layout.problem(samples);
  }

  /** The incident as the template lays it out. */
  protected final T lay(Incident incident) {
    return layout.lay(Outline.of(incident));
  }

  /** The incident by the template that people wrote; empty where there is none or it is broken. */
  protected final Optional<T> layOwn(Incident incident) {
    return layout.layOwn(Outline.of(incident));
  }

  @Override
  public final String toString() {
    return name;
  }
}
