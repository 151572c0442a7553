package io.tocsin.app.archive;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads block after block; what is no whole block is skipped up to the next one, and told. Blocks
 * are numbered and count the records before them, so what is missing between two is known.
 */
final class BlockInput implements AutoCloseable {
  private final InputStream in;
  private final Consumer<Damage> damages;
  private final ZstdDecompressCtx zstd = new ZstdDecompressCtx();
  private byte[] window = new byte[1024 * 1024];
  private byte[] lines = new byte[0];
  private int from;
  private int to;
  private long position;
  private boolean ended;
  private int sequence;
  private long records;

  BlockInput(InputStream in, Consumer<Damage> damages) {
    this.in = in;
    this.damages = damages;
  }

  /** How many bytes have been read. */
  long position() {
    return position;
  }

  /** The next block that is whole; null at the end. */
  @Nullable Block next() throws IOException {
    long began = position;
    while (ensure(1)) {
      Block block = block();
      if (block == null) {
        skipToMark();
      } else if (block.header().sequence() >= sequence) {
        consume(block, began);
        return block;
      } else {
        skip(BlockHeader.LENGTH + block.header().compressed());
      }
    }
    if (position > began) {
      damages.accept(new Damage(began, position - began, Damage.UNKNOWN, "no whole block follows"));
    }
    return null;
  }

  private void consume(Block block, long began) {
    BlockHeader header = block.header();
    long lost = header.recordsBefore() - records;
    long skipped = position - began;
    if (skipped > 0 || lost != 0 || header.sequence() != sequence) {
      int blocks = header.sequence() - sequence;
      String what =
          skipped > 0
              ? "%,d bytes cannot be read".formatted(skipped)
              : blocks == 1 ? "a block is missing" : blocks + " blocks are missing";
      damages.accept(new Damage(began, skipped, Math.max(0, lost), what));
    }
    sequence = header.sequence() + 1;
    records = header.recordsBefore() + header.records();
    skip(BlockHeader.LENGTH + header.compressed());
  }

  private @Nullable Block block() throws IOException {
    BlockHeader header = ensure(BlockHeader.LENGTH) ? BlockHeader.read(window, from) : null;
    if (header == null || !ensure(BlockHeader.LENGTH + header.compressed())) {
      return null;
    }
    int body = from + BlockHeader.LENGTH;
    if (BlockHeader.checksum(window, body, header.compressed()) != header.body()) {
      return null;
    }
    lines = lines.length < header.size() ? new byte[header.size()] : lines;
    try {
      int size =
          zstd.decompressByteArray(lines, 0, header.size(), window, body, header.compressed());
      return size == header.size() ? new Block(header, lines) : null;
    } catch (ZstdException e) {
      // No frame that its writer could have written, and damage like any other.
      return null;
    }
  }

  private void skipToMark() throws IOException {
    skip(1);
    while (ensure(BlockHeader.LENGTH)) {
      int last = to - BlockHeader.LENGTH;
      int at = from;
      while (at <= last && !BlockHeader.isAt(window, at)) {
        at++;
      }
      skip(at - from);
      if (at <= last) {
        return;
      }
    }
    skip(to - from);
  }

  private void skip(int bytes) {
    from += bytes;
    position += bytes;
  }

  private boolean ensure(int bytes) throws IOException {
    while (to - from < bytes && !ended) {
      if (window.length - from < bytes || from > window.length / 2) {
        byte[] next = window.length < bytes ? new byte[bytes + bytes / 4] : window;
        System.arraycopy(window, from, next, 0, to - from);
        window = next;
        to -= from;
        from = 0;
      }
      int read = in.read(window, to, window.length - to);
      ended = read < 0;
      to += Math.max(0, read);
    }
    return to - from >= bytes;
  }

  @Override
  public void close() throws IOException {
    zstd.close();
    in.close();
  }
}
