package io.tocsin.alerts.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret of a webhook, and what it signs: Standard Webhooks 1.0, scheme v1 (HMAC-SHA256). */
final class Signature {
  private static final String PREFIX = "whsec_";
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  Signature(String secret) {
    problem(secret)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
    this.key = new SecretKeySpec(decode(secret), ALGORITHM);
  }

  /** What is wrong with the secret, without showing it; empty if nothing is. */
  static Optional<String> problem(String secret) {
    String wanted =
        "a webhook's secret is whsec_ and base64, such as whsec_$(openssl rand -base64 32)";
    if (!secret.startsWith(PREFIX)) {
      return Optional.of(wanted);
    }
    try {
      return decode(secret).length == 0 ? Optional.of(wanted) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(wanted);
    }
  }

  private static byte[] decode(String secret) {
    return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
  }

  /** The header: one signature a secret, with spaces between. */
  static String header(List<Signature> signatures, String id, Instant at, String body) {
    String signed = id + '.' + at.getEpochSecond() + '.' + body;
    return signatures.stream().map(s -> s.sign(signed)).collect(Collectors.joining(" "));
  }

  private String sign(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] digest = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
    }
  }

  /** Never the secret. */
  @Override
  public String toString() {
    return "Signature[v1]";
  }
}
