package io.tocsin.app.imports;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Lines of a text whatever its size: what is longer than any log's line is cut, and it is said. */
final class Lines {
  private static final int LONGEST = 4 << 20;
  private static final int END = -1;

  private final Reader reader;
  private final StringBuilder line = new StringBuilder();
  private int number;
  private boolean wasCut;

  Lines(Reader reader) {
    this.reader = reader;
  }

  /** The next line without its end; null after the last. */
  @Nullable String next() throws IOException {
    line.setLength(0);
    wasCut = false;
    int c = reader.read();
    if (c == END) {
      return null;
    }
    number++;
    while (c != END && c != '\n') {
      if (line.length() < LONGEST) {
        line.append((char) c);
      } else {
        wasCut = true;
      }
      c = reader.read();
    }
    int last = line.length() - 1;
    if (last >= 0 && line.charAt(last) == '\r') {
      line.setLength(last);
    }
    return line.toString();
  }

  /** The number of the line that was read last, from 1. */
  int number() {
    return number;
  }

  boolean wasCut() {
    return wasCut;
  }
}
