package io.tocsin.collector.samples;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small files of the kernel, read whole. */
final class KernelFile {
  private KernelFile() {}

  /**
   * Its text; empty where there is no such file. Seven of them are read of each container each
   * second, and a plain stream does it with half the work of a channel.
   */
  static String read(Path file) throws IOException {
    try (FileInputStream stream = new FileInputStream(file.toString())) {
      return new String(stream.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (FileNotFoundException e) {
      if (Files.notExists(file)) {
        return "";
      }
      throw e;
    }
  }

  /** The number in a file of one; -1 where there is none, or where it says {@code max}. */
  static long number(Path file) throws IOException {
    return number(read(file));
  }

  static long number(String text) {
    String digits = text.strip();
    if (digits.isEmpty() || !Character.isDigit(digits.charAt(0))) {
      return -1;
    }
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE; // unsigned, beyond what a long holds
    }
  }

  /** The number behind a word at the beginning of a line; -1 where there is no such line. */
  static long field(String text, String name) {
    int at = text.startsWith(name + " ") ? 0 : text.indexOf("\n" + name + " ");
    if (at < 0) {
      return -1;
    }
    int from = (at == 0 && text.startsWith(name + " ") ? 0 : at + 1) + name.length() + 1;
    int to = text.indexOf('\n', from);
    return number(text.substring(from, to < 0 ? text.length() : to));
  }
}
