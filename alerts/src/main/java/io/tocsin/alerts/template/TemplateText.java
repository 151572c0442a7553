package io.tocsin.alerts.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A template as it was written.
 *
 * @param name where it stands, for people
 */
public record TemplateText(String name, String text) {
  /** One that is shipped beside a class. */
  public static TemplateText shipped(Class<?> beside, String file) {
    try (InputStream in = beside.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("no template " + file + " beside " + beside);
      }
      return new TemplateText(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
