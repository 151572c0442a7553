package io.tocsin.streams.logs;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads from a line that somebody could not be reached, and who. */
public final class Unreachable {
  private static final int MOST_HOSTS = 4;
  private static final int LONGEST_LINE = 2_000;
  private static final int LONGEST_NAME = 80;
  private static final int HIGHEST_PORT = 65_535;

  /** As they are: {@code ModuleNotFoundError} is no {@code ENOTFOUND}. */
  private static final Phrases CODES =
      new Phrases(
          List.of(
              "ECONNREFUSED",
              "ENOTFOUND",
              "EAI_AGAIN",
              "ECONNRESET",
              "ETIMEDOUT",
              "EHOSTUNREACH",
              "ENETUNREACH",
              "EPIPE"));

  /** However they are written. */
  private static final Phrases WORDS =
      new Phrases(
          List.of(
              "refused",
              "not connect",
              "n't connect",
              "unable to connect",
              "failed to connect",
              "failed to establish",
              "connect failed",
              "connect() failed",
              "error connecting to",
              "error while connecting to",
              "connection to server",
              "name or service not known",
              "name does not resolve",
              "name resolution",
              "could not resolve",
              "could not translate host name",
              "nodename nor servname",
              "no such host",
              "bad address",
              "unknown host",
              "host not found",
              "unknownhostexception",
              "closed the connection",
              "connection closed",
              "connection reset",
              "connection timed out",
              "connection error",
              "connection lost",
              "lost connection",
              "broken pipe",
              "timed out",
              "timeout",
              "deadline exceeded",
              "no route to host",
              "unreachable",
              "upstream",
              "database system is",
              "loading the dataset in memory",
              "could not be resolved",
              "no answer from",
              "i/o error",
              "connectionpool",
              "service unavailable",
              "bad gateway",
              "gateway timeout",
              "gateway time-out",
              "answered 5",
              "status 50",
              "status code 50",
              "response 50"));

  /** What stands before a name that is not marked by a port or a scheme. */
  private static final List<String> BEFORE_NAMES =
      List.of(
          "enotfound",
          "eai_again",
          "host",
          "host name",
          "hostname",
          "lookup",
          "address",
          "server at",
          "upstream",
          "connecting to",
          "connect to",
          "connection to",
          "reach",
          "resolve",
          "resolve host:",
          "unknownhostexception:",
          "unknown host",
          "waiting for",
          "from");

  /** What may stand between such a word and the name. */
  private static final String BETWEEN = " \"'`([=";

  /** What stands where a name could, and is none. */
  private static final List<String> NO_NAMES =
      List.of(
          "upstream",
          "server",
          "the",
          "a",
          "an",
          "host",
          "remote",
          "client",
          "database",
          "to",
          "timed");

  /** What stands before the address of one who asks. */
  private static final List<String> CLIENTS =
      List.of("client:", "client", "client=", "from", "remote_addr", "remote:", "peer");

  private Unreachable() {}

  /** Whether the line tells of a connection that failed. */
  public static boolean isIn(String line) {
    return CODES.isIn(line) || WORDS.isIn(lower(cut(line)));
  }

  /**
   * The names and addresses in a line that tells of a failed connection, as they are written; empty
   * for any other line. Some may be no hosts at all: who knows the hosts can tell.
   */
  public static List<String> hosts(String line) {
    String text = cut(line);
    String lower = lower(text);
    return CODES.isIn(line) || WORDS.isIn(lower) ? named(text, lower) : List.of();
  }

  /**
   * The names and addresses that a text marks as hosts: {@code db:5432}, {@code http://db/}, {@code
   * user@db}, {@code 172.18.0.3}, or by a word before them.
   */
  public static List<String> named(String text) {
    return named(text, lower(text));
  }

  private static List<String> named(String text, String lower) {
    Set<String> hosts = new LinkedHashSet<>();
    int at = 0;
    while (at < text.length() && hosts.size() < MOST_HOSTS) {
      if (!isOfName(text.charAt(at))) {
        at++;
        continue;
      }
      int end = at;
      while (end < text.length() && isOfName(text.charAt(end))) {
        end++;
      }
      Place place = new Place(text, lower, at, end);
      // Most words are marked by nothing: that is seen without taking them out of the text.
      if (isMarked(place) || LevelReader.isDigit(text.charAt(at))) {
        host(place).ifPresent(hosts::add);
      }
      at = end;
    }
    return new ArrayList<>(hosts);
  }

  private record Place(String text, String lower, int from, int to) {}

  private static Optional<String> host(Place place) {
    String name = withoutDots(place.text().substring(place.from(), place.to()));
    boolean isMeant = isAddress(name) ? !isClient(place) : isMarked(place);
    return isMeant && isHost(name) ? Optional.of(name) : Optional.empty();
  }

  private static boolean isMarked(Place place) {
    int from = place.from();
    return place.text().startsWith("://", from - 3)
        || (from > 0 && place.text().charAt(from - 1) == '@')
        || hasPort(place.text(), place.to())
        || (isAnnounced(place.lower(), from)
            && !NO_NAMES.contains(place.lower().substring(from, place.to())));
  }

  /** Whether it is who asked, not who was asked. */
  private static boolean isClient(Place place) {
    int end = place.from();
    while (end > 0 && Character.isWhitespace(place.lower().charAt(end - 1))) {
      end--;
    }
    for (String word : CLIENTS) {
      if (place.lower().startsWith(word, end - word.length())) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasPort(String text, int colon) {
    if (colon >= text.length() || text.charAt(colon) != ':') {
      return false;
    }
    int end = colon + 1;
    while (end < text.length() && end <= colon + 5 && Character.isDigit(text.charAt(end))) {
      end++;
    }
    boolean isNumber = end > colon + 2 && (end == text.length() || !isOfName(text.charAt(end)));
    return isNumber && Integer.parseInt(text.substring(colon + 1, end)) <= HIGHEST_PORT;
  }

  private static boolean isAnnounced(String lower, int from) {
    int end = from;
    while (end > 0 && BETWEEN.indexOf(lower.charAt(end - 1)) >= 0) {
      end--;
    }
    for (String word : end < from ? BEFORE_NAMES : List.<String>of()) {
      int begin = end - word.length();
      if (lower.startsWith(word, begin) && (begin == 0 || !isOfName(lower.charAt(begin - 1)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isHost(String name) {
    return !name.isEmpty()
        && name.length() <= LONGEST_NAME
        && (isAddress(name) || name.chars().anyMatch(Character::isLetter))
        && !name.equals("localhost");
  }

  /** Whether it is the address of another, {@code 172.18.0.3}, and no name. */
  public static boolean isAddress(String name) {
    int dots = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      dots += c == '.' ? 1 : 0;
      if (c != '.' && !Character.isDigit(c)) {
        return false;
      }
    }
    return dots == 3 && !name.startsWith("127.") && !name.equals("0.0.0.0");
  }

  private static String withoutDots(String name) {
    int end = name.length();
    while (end > 0 && (name.charAt(end - 1) == '.' || name.charAt(end - 1) == '-')) {
      end--;
    }
    return name.substring(0, end);
  }

  private static boolean isOfName(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static String cut(String line) {
    return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE);
  }
}
