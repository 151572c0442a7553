package io.tocsin.app.config;

import java.util.Locale;
import java.util.function.Function;

/**
 * One key with a single value.
 *
 * @param path as in the file
 * @param fallback the default as one would write it; empty for none
 * @param parser reads the text; throws IllegalArgumentException with what it expected
 * @param about one line for people
 */
record Key<T>(String path, String fallback, Function<String, T> parser, String about) {
  /** {@code TOCSIN_ENGINE_TLS_CA} for {@code engine.tls.ca}. */
  String environment() {
    return "TOCSIN_" + path.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
