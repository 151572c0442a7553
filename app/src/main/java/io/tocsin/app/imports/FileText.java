package io.tocsin.app.imports;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The text of a file, unpacked if it is packed, in UTF-8 or what its first bytes say. */
final class FileText {
  private static final int HEAD = 16 * 1024;

  private FileText() {}

  /** Opens it; null for what is no text. */
  static @Nullable Reader open(Path path) throws IOException {
    InputStream in = unpacked(new BufferedInputStream(Files.newInputStream(path), HEAD));
    in.mark(HEAD);
    byte[] head = in.readNBytes(4096);
    in.reset();
    Charset charset = charset(head);
    if (charset.equals(UTF_8) && isBinary(head)) {
      in.close();
      return null;
    }
    BufferedReader reader = new BufferedReader(new InputStreamReader(in, charset), HEAD);
    reader.mark(1);
    if (reader.read() != '\ufeff') {
      reader.reset();
    }
    return reader;
  }

  /** How the text begins; empty for what is no text. */
  static String head(Path path) throws IOException {
    try (Reader reader = open(path)) {
      if (reader == null) {
        return "";
      }
      char[] head = new char[HEAD];
      int length = 0;
      int read = reader.read(head, 0, HEAD);
      while (read > 0) {
        length += read;
        read = reader.read(head, length, HEAD - length);
      }
      return new String(head, 0, length);
    }
  }

  private static InputStream unpacked(BufferedInputStream in) throws IOException {
    in.mark(2);
    boolean isPacked = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return isPacked ? new BufferedInputStream(new GZIPInputStream(in), HEAD) : in;
  }

  private static Charset charset(byte[] head) {
    if (head.length >= 2 && head[0] == (byte) 0xff && head[1] == (byte) 0xfe) {
      return UTF_16LE; // PowerShell's > writes it
    }
    return head.length >= 2 && head[0] == (byte) 0xfe && head[1] == (byte) 0xff ? UTF_16BE : UTF_8;
  }

  private static boolean isBinary(byte[] head) {
    int controls = 0;
    for (byte b : head) {
      boolean isUsual = b < 0 || b >= ' ' || b == '\n' || b == '\r' || b == '\t' || b == 0x1b;
      controls += isUsual ? 0 : 1;
    }
    return controls * 50 > head.length;
  }
}
