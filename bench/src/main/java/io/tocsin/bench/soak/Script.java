package io.tocsin.bench.soak;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Shell scripts that services run; they lie beside this class's own resources. */
final class Script {
  private static final String PRELUDE = read("prelude");

  private Script() {}

  /** What a service runs: the common part, then its own. */
  static String of(String name) {
    return PRELUDE + read(name);
  }

  private static String read(String name) {
    try (InputStream script = Script.class.getResourceAsStream(name + ".sh")) {
      if (script == null) {
        throw new IllegalArgumentException("there is no script " + name);
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
