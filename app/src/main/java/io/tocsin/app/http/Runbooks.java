package io.tocsin.app.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** The pages on the detectors that Tocsin comes with. */
final class Runbooks {
  private static final Pattern NAME = Pattern.compile("[a-z-]{1,60}\\.md");

  private Runbooks() {}

  /** A page in Markdown; empty if there is none of that name. */
  static Optional<String> text(String file) {
    if (!NAME.matcher(file).matches()) {
      return Optional.empty();
    }
    try (InputStream page = Runbooks.class.getResourceAsStream("/runbooks/" + file)) {
      return page == null
          ? Optional.empty()
          : Optional.of(new String(page.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
