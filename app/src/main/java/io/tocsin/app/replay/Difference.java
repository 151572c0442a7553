package io.tocsin.app.replay;

import com.fasterxml.jackson.annotation.JsonValue;
import io.tocsin.telemetry.Incident;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An incident that is not the same in two runs.
 *
 * @param before as it was; null if it is new
 * @param after as it is; null if it is gone
 * @param what is different, in words, the most important first
 */
public record Difference(
    Kind kind, @Nullable Incident before, @Nullable Incident after, List<String> what) {

  /** The kinds, by their weight. */
  public enum Kind {
    GONE,
    NEW,
    BLAMED,
    EARLIER,
    LATER,
    CHANGED;

    /** {@code gone}, {@code new}, … */
    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** One of the two. */
  public Incident incident() {
    return Objects.requireNonNull(after == null ? before : after);
  }
}
