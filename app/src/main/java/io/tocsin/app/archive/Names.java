package io.tocsin.app.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Topics and keys are few, and come again with each record: one string each. */
final class Names {
  private static final int SLOTS = 4096;

  /** Two that fall on one slot must not drive each other out with each record. */
  private static final int NEIGHBOURS = 8;

  private final @Nullable Known[] known = new Known[SLOTS];

  private static final class Known {
    private final byte[] bytes;
    private final String text;

    private Known(byte[] bytes) {
      this.bytes = bytes;
      this.text = new String(bytes, StandardCharsets.UTF_8);
    }
  }

  String of(byte[] bytes, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    int first = (hash ^ hash >>> 16) & SLOTS - 1;
    int slot = first;
    for (int tried = 0; tried < NEIGHBOURS; tried++) {
      Known there = known[slot];
      if (there == null) {
        return learn(slot, bytes, from, to);
      }
      if (Arrays.equals(there.bytes, 0, there.bytes.length, bytes, from, to)) {
        return there.text;
      }
      slot = slot + 1 & SLOTS - 1;
    }
    return learn(first, bytes, from, to);
  }

  private String learn(int slot, byte[] bytes, int from, int to) {
    Known learnt = new Known(Arrays.copyOfRange(bytes, from, to));
    known[slot] = learnt;
    return learnt.text;
  }
}
