package io.tocsin.streams.detect.apistorm;

import io.tocsin.streams.detect.Recent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls that brought containers into being, or back. A stack that is brought up makes many, and
 * that is no storm however long it takes; a loop of containers that come and go makes as many, and
 * is one. So these calls are held back until the container ends, and count then, if it did not
 * last.
 */
final class BringUps {
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

  /** Holds a call back if it is part of bringing a new container up; says whether it is. */
  boolean joined(String id, Counted call) {
    List<Counted> calls = held.get(id);
    if (calls == null || !isNew(calls, call.at()) || has(calls, call.call().action())) {
      return false;
    }
    List<Counted> all = new ArrayList<>(calls);
    all.add(call);
    held.renew(id, all);
    return true;
  }

  /** A container that was there before is started. */
  void resumed(String id, Counted start) {
    held.renew(id, List.of(start));
  }

  /** What was held back was part of another call. */
  void forget(String id) {
    held.remove(id);
  }

  /** Gives the calls out that brought up what has not lasted. */
  void ended(String id, Instant at, Consumer<Counted> count) {
    List<Counted> calls = held.remove(id);
    if (calls != null && isNew(calls, at)) {
      calls.forEach(count);
    }
  }

  private static boolean has(List<Counted> calls, String action) {
    return calls.stream().anyMatch(each -> each.call().action().equals(action));
  }

  private static boolean isNew(List<Counted> calls, Instant at) {
    return !at.isAfter(calls.get(0).at().plus(Life.LASTING));
  }
}
