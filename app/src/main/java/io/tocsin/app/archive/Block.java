package io.tocsin.app.archive;

/** A block that was read whole: its lines, which belong to the reader until it reads on. */
final class Block {
  private final BlockHeader header;
  private final byte[] lines;

  Block(BlockHeader header, byte[] lines) {
    this.header = header;
    this.lines = lines;
  }

  BlockHeader header() {
    return header;
  }

  byte[] lines() {
    return lines;
  }

  int size() {
    return header.size();
  }
}
