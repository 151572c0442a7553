package io.tocsin.app.controls;

import io.tocsin.app.problem.WrongUse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What lets who was told of an incident acknowledge it from wherever the console can be reached: a
 * key for each incident, in the link of its message, that nobody else can make (HMAC-SHA256 of the
 * incident's id, by a secret in the data folder).
 */
public final class AckKeys {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SECRET_BYTES = 32;
  private static final int KEY_BYTES = 16;

  private final byte[] secret;

  AckKeys(byte[] secret) {
    this.secret = secret.clone();
  }

  /**
   * Those of this folder; their secret is made at first use, and readable by nobody else.
   *
   * @throws WrongUse if it cannot be kept there
   */
  public static AckKeys in(Path folder) {
    Path file = folder.resolve("ack-secret");
    try {
      Files.createDirectories(folder);
      if (!Files.exists(file)) {
        byte[] fresh = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(fresh);
        write(file, fresh);
      }
      return new AckKeys(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new WrongUse("The file " + file + " cannot be kept: " + e, "Choose --data DIR.", e);
    }
  }

  /** The key of an incident, of letters, digits, - and _. */
  public String of(String incident) {
    byte[] all = digest(incident.getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(all, KEY_BYTES));
  }

  /** Whether this is the incident's key. */
  public boolean fits(String incident, String key) {
    return MessageDigest.isEqual(
        of(incident).getBytes(StandardCharsets.UTF_8), key.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] digest(byte[] text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  private static void write(Path file, byte[] secret) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.write(file, secret);
  }
}
