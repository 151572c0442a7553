package io.tocsin.streams.logs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The most frequent templates of some messages in bounded memory, each with an example:
 * Space-Saving (Metwally, Agrawal, El Abbadi, ICDT 2005).
 */
public final class Frequent {
  private static final int SLOTS = 24;
  private static final int LONGEST = 240;

  private final Map<String, Line> lines = new LinkedHashMap<>();

  /** What was said first, and how often its like came. */
  public record Line(String example, int count) {}

  /** What is kept. */
  public record State(Map<String, Line> lines) {}

  public Frequent(@Nullable State kept) {
    if (kept != null) {
      lines.putAll(kept.lines());
    }
  }

  public State state() {
    return new State(new LinkedHashMap<>(lines));
  }

  /** How many templates there are, at most as many as it holds. */
  public int size() {
    return lines.size();
  }

  public void clear() {
    lines.clear();
  }

  /** Counts a line, by its template. */
  public void add(ReadLine read) {
    String id = read.template().id();
    Line known = lines.get(id);
    if (known != null) {
      lines.put(id, new Line(known.example(), known.count() + 1));
    } else if (lines.size() < SLOTS) {
      lines.put(id, new Line(cut(read.message()), 1));
    } else {
      replaceRarest(id, cut(read.message()));
    }
  }

  private void replaceRarest(String id, String example) {
    Map.Entry<String, Line> rarest = null;
    for (Map.Entry<String, Line> entry : lines.entrySet()) {
      if (rarest == null || entry.getValue().count() < rarest.getValue().count()) {
        rarest = entry;
      }
    }
    if (rarest != null) {
      int inherited = rarest.getValue().count();
      lines.remove(rarest.getKey());
      lines.put(id, new Line(example, inherited + 1));
    }
  }

  /** {@code 1,240 × text}, the most frequent first. */
  public List<String> top(int most) {
    List<Line> sorted = new ArrayList<>(lines.values());
    sorted.sort(Comparator.comparingInt(Line::count).reversed());
    return sorted.stream()
        .limit(most)
        .map(line -> String.format(Locale.ROOT, "%,d × %s", line.count(), line.example()))
        .toList();
  }

  private static String cut(String line) {
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
  }
}
