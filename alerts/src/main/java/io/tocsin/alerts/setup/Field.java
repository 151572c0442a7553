package io.tocsin.alerts.setup;

import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A key of a receiver in the configuration file. A secret can also stand in a file, whose path is
 * given under the same name and {@code -file}.
 *
 * @param check what to write instead of a text that is wrong; it never repeats the text
 * @param fallback what holds where nothing is given; empty for nothing
 * @param about one line for people
 */
public record Field(
    String name, Use use, Function<String, Optional<String>> check, String fallback, String about) {
  /** A text of any form. */
  public static Field text(String name, String about) {
    return new Field(name, new Use(false, false, false), text -> Optional.empty(), "", about);
  }

  /** An address; it is shown only down to its host. */
  public static Field url(String name, String about) {
    return text(name, about).checkedBy(Addresses::problem);
  }

  /** A text of a given form. */
  public static Field matching(String name, Pattern form, String about) {
    return text(name, about)
        .checkedBy(
            text -> form.matcher(text).matches() ? Optional.empty() : Optional.of("Give " + about));
  }

  public Field required() {
    return new Field(name, new Use(true, use.isSecret, use.isList), check, fallback, about);
  }

  public Field secret() {
    return new Field(name, new Use(use.isRequired, true, use.isList), check, fallback, about);
  }

  /** Several values: a list, or words in a secret's file. */
  public Field list() {
    return new Field(name, new Use(use.isRequired, use.isSecret, true), check, fallback, about);
  }

  public Field or(String fallback) {
    return new Field(name, use, check, fallback, about);
  }

  public Field checkedBy(Function<String, Optional<String>> check) {
    return new Field(name, use, check, fallback, about);
  }

  /** An address that is none of those that people take for it. */
  public Field butNot(Predicate<URI> mistaken, String mend) {
    return checkedBy(
        text -> {
          Optional<String> wrong = check.apply(text);
          return wrong.isEmpty() && mistaken.test(URI.create(text.strip()))
              ? Optional.of(mend)
              : wrong;
        });
  }

  public boolean isRequired() {
    return use.isRequired;
  }

  public boolean isSecret() {
    return use.isSecret;
  }

  public boolean isList() {
    return use.isList;
  }

  /** What the configuration has to know of it. */
  public record Use(boolean isRequired, boolean isSecret, boolean isList) {}

  private static final class Addresses {
    private static final String MEND = "; write https://HOST/PATH";

    static Optional<String> problem(String text) {
      String address = text.strip();
      if (!address.matches("(?is)https?://.*")) {
        return Optional.of("It does not begin with https:// or http://" + MEND);
      }
      if (address.matches("(?s).*[\\s<>\"{}|^`…].*")) {
        return Optional.of("It has a space or another character that no address has" + MEND);
      }
      try {
        URI url = URI.create(address);
        if (url.getRawUserInfo() != null) {
          return Optional.of("It has a user or a password before the host" + MEND);
        }
        return url.getHost() == null ? Optional.of("It names no host" + MEND) : Optional.empty();
      } catch (IllegalArgumentException e) {
        return Optional.of("It is no address" + MEND);
      }
    }
  }
}
