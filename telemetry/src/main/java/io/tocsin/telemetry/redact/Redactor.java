package io.tocsin.telemetry.redact;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Puts {@code [redacted]} where a secret stands, and keeps the name of its key. Stateless. */
public final class Redactor {
  private static final Pattern PRIVATE_KEY =
      Pattern.compile(
          "-----BEGIN ([A-Z0-9 ]{0,32})PRIVATE KEY( BLOCK)?-----.*?(?:-----END [A-Z0-9"
              + " ]{0,32}PRIVATE KEY(?: BLOCK)?-----|$)",
          Pattern.DOTALL);

  /** Whether the text could hold a secret: the cheap question before {@link #redact}. */
  public static boolean isSuspicious(byte[] utf8, int from, int to) {
    return Prefilter.isSuspicious(utf8, from, to);
  }

  /** The text without its secrets; the same object where there are none. */
  public String redact(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return Prefilter.isSuspicious(utf8, 0, utf8.length) ? redactSuspicious(text) : text;
  }

  /** As {@link #redact}, for a text that is known to be suspicious. */
  public String redactSuspicious(String text) {
    String rest = text.contains("PRIVATE KEY") ? redactKeys(text) : text;
    return Tokens.redact(KeyValues.redact(rest));
  }

  private static String redactKeys(String text) {
    return PRIVATE_KEY.matcher(text).replaceAll("-----BEGIN $1PRIVATE KEY$2-----" + KeyValues.MARK);
  }

  /** Values of labels and the like; a secret key takes its whole value. */
  public Map<String, String> redact(Map<String, String> values) {
    Map<String, String> clean = new LinkedHashMap<>();
    values.forEach((key, value) -> clean.put(key, redactValue(key, value)));
    return clean;
  }

  private String redactValue(String key, String value) {
    return SecretWords.isSecret(key) && value.length() > 2 ? KeyValues.MARK : redact(value);
  }

  /** Arguments of a command: also the one after {@code --password}. */
  public List<String> redact(List<String> arguments) {
    List<String> clean = new ArrayList<>();
    boolean secretNext = false;
    for (String argument : arguments) {
      clean.add(secretNext ? KeyValues.MARK : redact(argument));
      secretNext =
          argument.startsWith("-")
              && !argument.contains("=")
              && SecretWords.isSecret(argument.replaceFirst("^-+", ""));
    }
    return clean;
  }
}
