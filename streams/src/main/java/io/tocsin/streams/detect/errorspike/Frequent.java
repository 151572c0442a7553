package io.tocsin.streams.detect.errorspike;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The most frequent error lines in bounded memory: Space-Saving (Metwally, Agrawal, El Abbadi, ICDT
 * 2005). Lines that differ only in numbers are one.
 */
final class Frequent {
  private static final int SLOTS = 24;
  private static final int LONGEST = 240;

  private final Map<String, Line> lines = new LinkedHashMap<>();

  /** A line as it was first seen, and how often its like came. */
  record Line(String example, int count) {}

  /** What is kept. */
  record State(Map<String, Line> lines) {}

  Frequent(@Nullable State kept) {
    if (kept != null) {
      lines.putAll(kept.lines());
    }
  }

  State state() {
    return new State(new LinkedHashMap<>(lines));
  }

  void clear() {
    lines.clear();
  }

  void add(String line) {
    String shape = shape(line);
    Line known = lines.get(shape);
    if (known != null) {
      lines.put(shape, new Line(known.example(), known.count() + 1));
    } else if (lines.size() < SLOTS) {
      lines.put(shape, new Line(cut(line), 1));
    } else {
      replaceRarest(shape, line);
    }
  }

  private void replaceRarest(String shape, String line) {
    Map.Entry<String, Line> rarest = null;
    for (Map.Entry<String, Line> entry : lines.entrySet()) {
      if (rarest == null || entry.getValue().count() < rarest.getValue().count()) {
        rarest = entry;
      }
    }
    if (rarest != null) {
      int inherited = rarest.getValue().count();
      lines.remove(rarest.getKey());
      lines.put(shape, new Line(cut(line), inherited + 1));
    }
  }

  /** {@code 12 × text}, the most frequent first. */
  List<String> top(int most) {
    List<Line> sorted = new ArrayList<>(lines.values());
    sorted.sort(Comparator.comparingInt(Line::count).reversed());
    return sorted.stream().limit(most).map(line -> line.count() + " × " + line.example()).toList();
  }

  /** The line without what numbers there are in it. */
  private static String shape(String line) {
    int length = Math.min(line.length(), LONGEST);
    StringBuilder shape = new StringBuilder(length);
    boolean number = false;
    for (int i = 0; i < length; i++) {
      char c = line.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      if (!digit) {
        shape.append(c);
      } else if (!number) {
        shape.append('#');
      }
      number = digit;
    }
    return shape.toString();
  }

  private static String cut(String line) {
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
  }
}
