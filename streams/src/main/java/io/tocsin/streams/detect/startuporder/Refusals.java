package io.tocsin.streams.detect.startuporder;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What programs write when they cannot reach another. */
final class Refusals {
  /** As they are: {@code ModuleNotFoundError} is no {@code ENOTFOUND}. */
  private static final List<String> CODES =
      List.of("ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ECONNRESET", "ETIMEDOUT", "EHOSTUNREACH");

  /** However they are written. */
  private static final List<String> WORDS =
      List.of(
          "connection refused",
          "connect: refused",
          "could not connect",
          "couldn't connect",
          "can't connect",
          "cannot connect",
          "unable to connect",
          "failed to connect",
          "error connecting to",
          "name or service not known",
          "name does not resolve",
          "temporary failure in name resolution",
          "nodename nor servname",
          "no such host",
          "unknownhostexception",
          "server closed the connection",
          "the database system is starting up",
          "the database system is not yet accepting connections",
          "redis is loading the dataset in memory",
          "connection reset by peer",
          "connection timed out",
          "no route to host");

  private Refusals() {}

  static boolean isIn(String line) {
    if (CODES.stream().anyMatch(line::contains)) {
      return true;
    }
    String text = line.toLowerCase(Locale.ROOT);
    return WORDS.stream().anyMatch(text::contains);
  }

  /** Whether one of the services is named in the line, as a word of its own. */
  static boolean names(String line, Collection<String> services) {
    return services.stream().anyMatch(service -> names(line, service));
  }

  private static boolean names(String line, String service) {
    for (int at = line.indexOf(service); at >= 0; at = line.indexOf(service, at + 1)) {
      int end = at + service.length();
      if ((at == 0 || !isOfName(line.charAt(at - 1)))
          && (end == line.length() || !isOfName(line.charAt(end)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfName(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-';
  }
}
