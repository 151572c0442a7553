package io.tocsin.streams.detect;

import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A kind of detector: what it is called, what it reads, what can be set, and how one is made. One
 * line in the catalogue registers it.
 *
 * @param name the contract: rules, findings and runbooks use it
 * @param description one sentence for people
 * @param input what it is fed with
 * @param parameters what people may set
 * @param state how its state is kept
 * @param factory makes one, from a kept state or anew (null)
 * @param explanation what people are told of it
 */
public record DetectorType<R, S>(
    String name,
    String description,
    Input<R> input,
    List<Parameter> parameters,
    State<S> state,
    BiFunction<Watch, @Nullable S, Detector<R>> factory,
    Explanation explanation) {

  public DetectorType {
    parameters = List.copyOf(parameters);
  }

  /** A type that is still to be {@link #explained}. */
  public DetectorType(
      String name,
      String description,
      Input<R> input,
      List<Parameter> parameters,
      State<S> state,
      BiFunction<Watch, @Nullable S, Detector<R>> factory) {
    this(name, description, input, parameters, state, factory, Explanation.NONE);
  }

  /** The same type with what people are told of it. */
  public DetectorType<R, S> explained(Explanation told) {
    return new DetectorType<>(name, description, input, parameters, state, factory, told);
  }

  /** The streams of telemetry that detectors are attached to. */
  public enum Source {
    EVENTS,
    LOGS,
    STATS,
    /** The events of a whole host, not of one service. */
    HOST_EVENTS,
    /** Heartbeats against the wall clock; left out when records are replayed. */
    LIVENESS
  }

  /**
   * Records of which kind, from which streams. Log lines come as {@link
   * io.tocsin.streams.logs.ReadLine}.
   *
   * @param introduced whether a detector is made as soon as a container is introduced, and not only
   *     with the first record
   */
  public record Input<R>(Class<R> record, Set<Source> sources, boolean introduced) {
    public static <R> Input<R> of(Class<R> record, Source... sources) {
      return new Input<>(record, Set.of(sources), false);
    }

    /** The same, with detectors made from the first introduction on. */
    public Input<R> fromIntroduction() {
      return new Input<>(record, sources, true);
    }
  }

  /** The class of the snapshot and its version; another version is forgotten, not misread. */
  public record State<S>(Class<S> type, int version) {}

  /** What one detector watches. */
  public record Watch(Rule rule, io.tocsin.telemetry.Subject subject) {}

  /** Makes a detector that knows nothing yet. */
  public Detector<R> create(Watch watch) {
    return factory.apply(watch, null);
  }

  /** Makes a detector that goes on where another stood. */
  public Detector<R> restore(Watch watch, S kept) {
    return factory.apply(watch, kept);
  }
}
