package io.tocsin.telemetry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names things by what they are, so that a replay names them alike. */
public final class Digest {
  private Digest() {}

  /**
   * A short stable id of the parts: the first 16 hexadecimal digits of their SHA-256 (64 bits: with
   * a million ids the chance that any two collide is 3 in 10⁸).
   */
  public static String of(Object... parts) {
    MessageDigest sha256 = sha256();
    for (Object part : parts) {
      sha256.update(part.toString().getBytes(StandardCharsets.UTF_8));
      sha256.update((byte) 0);
    }
    return HexFormat.of().formatHex(sha256.digest(), 0, 8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
