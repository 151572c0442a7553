package io.tocsin.app.archive;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Topics and keys are few, and come again with each record: one string each. */
final class Names {
  private static final int SLOTS = 4096;

  /** Two that fall on one slot must not drive each other out with each record. */
  private static final int NEIGHBOURS = 8;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

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
    int hash = hash(bytes, from, to);
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

  /** Eight bytes at a time; which they are does not matter, as long as it is always the same. */
  private static int hash(byte[] bytes, int from, int to) {
    long hash = (long) to - from;
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      hash = (hash ^ (long) LONGS.get(bytes, at)) * MIX;
      hash ^= hash >>> 32;
    }
    for (; at < to; at++) {
      hash = (hash ^ bytes[at]) * MIX;
    }
    return (int) (hash ^ hash >>> 32);
  }

  private String learn(int slot, byte[] bytes, int from, int to) {
    Known learnt = new Known(Arrays.copyOfRange(bytes, from, to));
    known[slot] = learnt;
    return learnt.text;
  }
}
