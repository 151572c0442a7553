package io.tocsin.telemetry.redact;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Secrets that are known by their own shape. No pattern nests repetitions, all are bounded or
 * possessive: linear on any input.
 */
final class Tokens {
  private static final List<Shape> SHAPES =
      List.of(
          shape("(?i)\\b(bearer|basic)( +)[A-Za-z0-9._~+/=-]{8,}+", "$1$2" + KeyValues.MARK),
          shape("://([^\\s/:@\"'<>]{0,256}):[^\\s/\"'<>]{1,512}@", "://$1:" + KeyValues.MARK + "@"),
          shape("://[^\\s/:@\"'<>]{20,256}@", "://" + KeyValues.MARK + "@"),
          shape("\\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,20}\\b", KeyValues.MARK),
          shape("\\bgh[pousr]_[A-Za-z0-9]{16,}+", KeyValues.MARK),
          shape("\\bgithub_pat_[A-Za-z0-9_]{16,}+", KeyValues.MARK),
          shape("\\bglpat-[A-Za-z0-9_-]{16,}+", KeyValues.MARK),
          shape("\\bnpm_[A-Za-z0-9]{30,}+", KeyValues.MARK),
          shape("\\bxox[abeoprs]-[A-Za-z0-9-]{10,}+", KeyValues.MARK),
          shape("\\b[srp]k_(?:live|test)_[A-Za-z0-9]{8,}+", KeyValues.MARK),
          shape("\\bsk-[A-Za-z0-9_-]{20,}+", KeyValues.MARK),
          shape("\\bAIza[A-Za-z0-9_-]{30,}+", KeyValues.MARK),
          shape("(hooks\\.slack\\.com/\\w{1,16}/)[A-Za-z0-9_/-]{8,}+", "$1" + KeyValues.MARK),
          shape(
              "\\beyJ[A-Za-z0-9_-]{8,}+\\.[A-Za-z0-9_-]{8,}+(?:\\.[A-Za-z0-9_-]{0,4096}+)?",
              KeyValues.MARK),
          shape(
              "(?i)(?<![\\w-])(--?[\\w-]{0,32}?(?:password|passwd|secret|token|api-key|access-key)"
                  + " +)[^\\s\"'-][^\\s\"']{0,512}+",
              "$1" + KeyValues.MARK));

  private Tokens() {}

  static String redact(String text) {
    String rest = text;
    for (Shape shape : SHAPES) {
      Matcher matcher = shape.pattern.matcher(rest);
      if (matcher.find()) {
        rest = matcher.replaceAll(shape.replacement);
      }
    }
    return rest;
  }

  private static Shape shape(String pattern, String replacement) {
    return new Shape(Pattern.compile(pattern), replacement);
  }

  private record Shape(Pattern pattern, String replacement) {}
}
