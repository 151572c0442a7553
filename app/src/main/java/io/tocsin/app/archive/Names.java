package io.tocsin.app.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Topics and keys are few, and come again with each record: one string each. */
final class Names {
  private static final int SLOTS = 4096;

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
    int slot = (hash ^ hash >>> 16) & SLOTS - 1;
    Known there = known[slot];
    if (there == null || !Arrays.equals(there.bytes, 0, there.bytes.length, bytes, from, to)) {
      there = new Known(Arrays.copyOfRange(bytes, from, to));
      known[slot] = there;
    }
    return there.text;
  }
}
