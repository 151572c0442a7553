package io.tocsin.streams.logs;

import org.jspecify.annotations.Nullable;

/** The methods of HTTP (RFC 9110, section 9, and those of WebDAV that are used). */
final class Methods {
  private static final String[] NAMES = {
    "GET", "POST", "PUT", "DELETE", "HEAD", "PATCH", "OPTIONS", "CONNECT", "TRACE", "PROPFIND"
  };

  private Methods() {}

  /** The method that stands here as a word of its own; null if none does. */
  static @Nullable String at(String line, int from) {
    for (String name : NAMES) {
      if (line.startsWith(name, from)) {
        int end = from + name.length();
        return end == line.length() || !LevelReader.isLetter(line.charAt(end)) ? name : null;
      }
    }
    return null;
  }

  /** The method that is this whole word. */
  static @Nullable String of(String line, int from, int to) {
    String name = at(line, from);
    return name != null && name.length() == to - from ? name : null;
  }
}
