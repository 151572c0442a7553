package io.tocsin.streams.advice;

import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.Finding;
import java.util.Optional;

/** Sizes as commands and Compose files take them. */
final class Amount {
  private static final long MIB = 1L << 20;

  private Amount() {}

  /** {@code 512m}, rounded up. */
  static String mebibytes(Bytes bytes) {
    return Math.max(1, (bytes.value() + MIB - 1) / MIB) + "m";
  }

  static Bytes twice(Bytes bytes) {
    return new Bytes(2 * bytes.value());
  }

  /** A size in a finding's evidence; empty where there is none. */
  static Optional<Bytes> of(Finding finding, String name) {
    try {
      return Optional.ofNullable(finding.evidence().get(name))
          .map(size -> Bytes.parse(size.toString()));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // "none"
    }
  }
}
