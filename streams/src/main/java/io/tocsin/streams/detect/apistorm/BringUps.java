package io.tocsin.streams.detect.apistorm;

import io.tocsin.streams.detect.Recent;
import io.tocsin.streams.detect.apistorm.CallReader.Counted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls that brought containers into being. A stack that is brought up makes many, and that is
 * no storm however long it takes; a loop of containers that come and go makes as many, and is one.
 * So these calls are held back until the container ends, and count then, if it did not last.
 */
final class BringUps {
  private static final Duration LASTING = Duration.ofSeconds(60);
  private static final int CONTAINERS = 512;

  private final Recent<String, List<Counted>> held;

  BringUps(@Nullable Map<String, List<Counted>> kept) {
    held = new Recent<>(CONTAINERS, kept);
  }

  Map<String, List<Counted>> state() {
    return new LinkedHashMap<>(held);
  }

  void created(String id, Counted create) {
    held.renew(id, List.of(create));
  }

  /** Holds a start back if it is the first of a new container; says whether it is. */
  boolean started(String id, Counted start) {
    List<Counted> calls = held.get(id);
    if (calls == null || calls.size() > 1 || !isNew(calls, start.at())) {
      return false;
    }
    List<Counted> both = new ArrayList<>(calls);
    both.add(start);
    held.renew(id, both);
    return true;
  }

  /** Gives the calls out that brought up what has not lasted. */
  void ended(String id, Instant at, Consumer<Counted> count) {
    List<Counted> calls = held.remove(id);
    if (calls != null && isNew(calls, at)) {
      calls.forEach(count);
    }
  }

  private static boolean isNew(List<Counted> calls, Instant at) {
    return !at.isAfter(calls.get(0).at().plus(LASTING));
  }
}
