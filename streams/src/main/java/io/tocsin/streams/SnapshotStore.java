package io.tocsin.streams;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * Keeps what a processor's live objects need to come back: the objects write themselves here just
 * before each commit, not with each record, and lie in a changelog from then on.
 *
 * <p>The hook is {@link CachedStateStore#flushCache}: Kafka Streams calls it at the beginning of a
 * commit ({@code StreamTask.prepareCommit}: flushCache, then the producer's flush, then the
 * offsets), for its own record caches do the same. So snapshots, output and offsets are one
 * transaction. It is internal API, and a test holds it in place.
 */
final class SnapshotStore implements StateStore, CachedStateStore<byte[], byte[]> {
  /** Half of what Kafka takes as one record: what is larger lies in pieces. */
  private static final int PIECE_BYTES = 512 * 1024;

  /** Stands between a key and the number of a piece; no key of ours has it. */
  private static final char PIECE = '\u0001';

  private final KeyValueStore<String, byte[]> store;
  private Runnable beforeCommit = () -> {};

  private SnapshotStore(KeyValueStore<String, byte[]> store) {
    this.store = store;
  }

  /** Makes stores of this name, in memory, with a changelog. */
  static StoreBuilder<SnapshotStore> builder(String name) {
    return new Builder(
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
            .withLoggingEnabled(Map.of())
            .withCachingDisabled());
  }

  /** Has the live objects written before each commit. */
  void beforeCommit(Runnable write) {
    beforeCommit = write;
  }

  /** All that is kept. */
  Map<String, byte[]> all() {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      all.forEachRemaining(entry -> entries.put(entry.key, entry.value));
    }
    entries.keySet().removeIf(key -> key.indexOf(PIECE) >= 0);
    entries.replaceAll(this::joined);
    return entries;
  }

  private byte[] joined(String key, byte[] first) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    byte[] piece = first;
    for (int number = 1; piece != null; number++) {
      whole.writeBytes(piece);
      piece = store.get(piece(key, number));
    }
    return whole.toByteArray();
  }

  private static String piece(String key, int number) {
    return key + PIECE + number;
  }

  /** Keeps a value of any size: all its pieces are of the same commit. */
  void put(String key, byte[] value) {
    store.put(key, value.length <= PIECE_BYTES ? value : Arrays.copyOf(value, PIECE_BYTES));
    int pieces = 1;
    for (int from = PIECE_BYTES; from < value.length; from += PIECE_BYTES) {
      int to = Math.min(from + PIECE_BYTES, value.length);
      store.put(piece(key, pieces++), Arrays.copyOfRange(value, from, to));
    }
    deletePieces(key, pieces);
  }

  void delete(String key) {
    store.delete(key);
    deletePieces(key, 1);
  }

  private void deletePieces(String key, int from) {
    for (int number = from; store.get(piece(key, number)) != null; number++) {
      store.delete(piece(key, number));
    }
  }

  @Override
  public void flushCache() {
    beforeCommit.run();
  }

  @Override
  public void clearCache() {
    // The live objects belong to the processor, which begins anew with its task.
  }

  @Override
  public boolean setFlushListener(
      CacheFlushListener<byte[], byte[]> listener, boolean sendOldValues) {
    return false;
  }

  @Override
  public String name() {
    return store.name();
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    store.init(context, root);
  }

  @Override
  public void close() {
    beforeCommit = () -> {};
    store.close();
  }

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return store.isOpen();
  }

  @Override
  public Position getPosition() {
    return store.getPosition();
  }

  private static final class Builder implements StoreBuilder<SnapshotStore> {
    private final StoreBuilder<KeyValueStore<String, byte[]>> inner;

    Builder(StoreBuilder<KeyValueStore<String, byte[]>> inner) {
      this.inner = inner;
    }

    @Override
    public StoreBuilder<SnapshotStore> withCachingEnabled() {
      throw new UnsupportedOperationException("the live objects are the cache");
    }

    @Override
    public StoreBuilder<SnapshotStore> withCachingDisabled() {
      return this;
    }

    @Override
    public StoreBuilder<SnapshotStore> withLoggingEnabled(Map<String, String> config) {
      inner.withLoggingEnabled(config);
      return this;
    }

    @Override
    public StoreBuilder<SnapshotStore> withLoggingDisabled() {
      inner.withLoggingDisabled();
      return this;
    }

    @Override
    public SnapshotStore build() {
      return new SnapshotStore(inner.build());
    }

    @Override
    public Map<String, String> logConfig() {
      return inner.logConfig();
    }

    @Override
    public boolean loggingEnabled() {
      return inner.loggingEnabled();
    }

    @Override
    public String name() {
      return inner.name();
    }
  }
}
