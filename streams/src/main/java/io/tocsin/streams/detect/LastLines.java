package io.tocsin.streams.detect;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last lines of a kind, cut to what a person reads. */
public final class LastLines {
  private static final int LONGEST = 240;

  private final int most;
  private final Deque<String> lines = new ArrayDeque<>();

  public LastLines(int most, @Nullable List<String> kept) {
    this.most = most;
    if (kept != null) {
      lines.addAll(kept);
    }
  }

  public void add(String line) {
    if (lines.size() == most) {
      lines.removeFirst();
    }
    lines.addLast(line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…");
  }

  public List<String> list() {
    return List.copyOf(lines);
  }
}
