package io.tocsin.streams.change;

/** How near the services of a stack are to the one in question. */
@FunctionalInterface
public interface Relation {
  /** Of a service that only belongs to the same stack. */
  int REMOTE = 1_000;

  /** All alike. */
  Relation NONE = service -> REMOTE;

  /** 0 for the service itself, n for one that it depends on over n steps, else {@link #REMOTE}. */
  int of(String service);
}
