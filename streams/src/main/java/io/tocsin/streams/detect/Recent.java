package io.tocsin.streams.detect;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map that holds so many entries and forgets the one that was put longest ago. */
public final class Recent<K, V> extends LinkedHashMap<K, V> {
  private final int capacity;

  public Recent(int capacity) {
    this.capacity = capacity;
  }

  public Recent(int capacity, @Nullable Map<K, V> entries) {
    this.capacity = capacity;
    if (entries != null) {
      putAll(entries);
    }
  }

  /** Puts an entry behind all others. */
  public void renew(K key, V value) {
    remove(key);
    put(key, value);
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > capacity;
  }
}
