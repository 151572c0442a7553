package io.tocsin.collector.inventory;

import io.tocsin.telemetry.Subject;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose history goes on when a container outside any stack is renamed. Its own does: it stays the
 * service that it was, whatever it is called now. But where it takes the name of one that was there
 * before it, as in {@code docker rename web-new web}, it takes that one's place: the history of
 * {@code web} goes on. Not safe for several threads.
 */
final class Renamings {
  private static final int NAMES = 512;

  private final Set<Subject> removed =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Subject, Boolean> eldest) {
              return size() > NAMES;
            }
          });

  /** There was a container of this subject, and it is gone. */
  void removed(Subject subject) {
    removed.add(subject);
  }

  /**
   * Whose container this is.
   *
   * @param before as it was known so far; null for one that was not
   * @param named whose it is by its labels and its name
   * @param others all that are known
   */
  Subject subject(@Nullable Known before, Subject named, Collection<Known> others) {
    if (before == null || !isOutsideStacks(before.subject()) || !isOutsideStacks(named)) {
      return named;
    }
    boolean takesPlace = removed.contains(named) || isKnown(named, before, others);
    return takesPlace ? named : before.subject();
  }

  private static boolean isOutsideStacks(Subject subject) {
    return subject.stack().isEmpty();
  }

  private static boolean isKnown(Subject named, Known before, Collection<Known> others) {
    return others.stream()
        .anyMatch(other -> !other.id().equals(before.id()) && other.subject().equals(named));
  }
}
