package io.tocsin.app.archive;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Writes lines as blocks: a header and a zstd frame each. */
final class BlockOutput implements AutoCloseable {
  private static final int LEVEL = 3;

  private final OutputStream out;
  private final ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(LEVEL).setContentSize(true);
  private final CRC32C checksums = new CRC32C();
  private byte[] compressed = new byte[0];
  private int sequence;
  private long records;

  BlockOutput(OutputStream out) {
    this.out = out;
  }

  void write(LineBuffer lines, int count) throws IOException {
    int bound = (int) Zstd.compressBound(lines.length());
    compressed = compressed.length < bound ? new byte[bound] : compressed;
    int length = zstd.compressByteArray(compressed, 0, bound, lines.bytes(), 0, lines.length());
    int body = BlockHeader.checksum(compressed, 0, length);
    out.write(new BlockHeader(sequence, length, lines.length(), count, records, body).bytes());
    out.write(compressed, 0, length);
    checksums.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, body));
    sequence++;
    records += count;
  }

  long blocks() {
    return sequence;
  }

  long records() {
    return records;
  }

  /** Over the checksums of all blocks so far. */
  String checksum() {
    return "%08x".formatted(checksums.getValue());
  }

  @Override
  public void close() throws IOException {
    zstd.close();
    out.close();
  }
}
