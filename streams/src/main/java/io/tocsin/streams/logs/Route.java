package io.tocsin.streams.logs;

/**
 * A path as the route that it belongs to: without its query, and with what names a single thing — a
 * number, a UUID, a hash, a token — masked.
 */
final class Route {
  private static final int LONGEST = 120;
  private static final int MOST_SEGMENTS = 8;
  private static final int UUID_LENGTH = 36;
  private static final int TOKEN_LENGTH = 20;
  private static final int HASH_LENGTH = 8;
  private static final int NUMBER_LENGTH = 3;
  private static final char MASK = '*';

  private Route() {}

  /** The route of the path that stands here in a line. */
  static String mask(String line, int from, int to) {
    int begin = path(line, from, to);
    int end = begin;
    boolean plain = true;
    while (end < to && !endsPath(line.charAt(end))) {
      char c = line.charAt(end++);
      plain &= !LevelReader.isDigit(c) && c != '%' && c != '@';
    }
    while (end > begin && line.charAt(end - 1) == '/') {
      end--;
    }
    if (begin == end) {
      return "/";
    }
    if (plain && end - begin <= TOKEN_LENGTH) {
      return line.substring(begin, end);
    }
    return masked(line, begin, end);
  }

  private static boolean endsPath(char c) {
    return c == '?' || c == '#' || c == ';';
  }

  /** Where the path begins, after {@code https://host} if that is there. */
  private static int path(String line, int from, int to) {
    int scheme = line.startsWith("http", from) ? line.indexOf("://", from) : -1;
    if (scheme < 0 || scheme > from + 5) {
      return from;
    }
    int slash = line.indexOf('/', scheme + 3);
    return slash < 0 || slash > to ? to : slash;
  }

  private static String masked(String line, int begin, int end) {
    StringBuilder route = new StringBuilder(end - begin);
    int segments = 0;
    int at = begin;
    while (at < end) {
      if (line.charAt(at) == '/') {
        route.append('/');
        at++;
        continue;
      }
      if (++segments > MOST_SEGMENTS || route.length() > LONGEST) {
        return route.append('…').toString();
      }
      int next = at;
      while (next < end && line.charAt(next) != '/') {
        next++;
      }
      segment(line, at, next, route);
      at = next;
    }
    return route.toString();
  }

  private static void segment(String line, int from, int to, StringBuilder route) {
    boolean uuid = to - from == UUID_LENGTH && line.charAt(from + 8) == '-';
    if (uuid || isOpaque(line, from, to)) {
      route.append(MASK);
      return;
    }
    int at = from;
    while (at < to) {
      int end = at;
      while (end < to && isWordPart(line.charAt(end))) {
        end++;
      }
      if (isIdentifier(line, at, end)) {
        route.append(MASK);
      } else {
        route.append(line, at, end);
      }
      if (end < to) {
        route.append(line.charAt(end++));
      }
      at = end;
    }
  }

  private static boolean isWordPart(char c) {
    return LevelReader.isLetter(c) || LevelReader.isDigit(c);
  }

  /** An address, something encoded, or a long token with digits in it. */
  private static boolean isOpaque(String line, int from, int to) {
    int digits = 0;
    boolean words = false;
    for (int i = from; i < to; i++) {
      char c = line.charAt(i);
      if (c == '%' || c == '@') {
        return true;
      }
      digits += LevelReader.isDigit(c) ? 1 : 0;
      words |= c == '-' || c == '.';
    }
    return digits == to - from || (!words && digits > 1 && to - from >= TOKEN_LENGTH);
  }

  /** A number of some digits, or a hash. {@code v2} and {@code oauth2} are names. */
  private static boolean isIdentifier(String line, int from, int to) {
    int digits = 0;
    boolean hex = true;
    for (int i = from; i < to; i++) {
      char c = line.charAt(i);
      digits += LevelReader.isDigit(c) ? 1 : 0;
      hex &= LevelReader.isDigit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
    }
    boolean hash = hex && digits > 0 && to - from >= HASH_LENGTH;
    boolean token = digits > 2 && to - from >= TOKEN_LENGTH;
    return hash || token || digits >= NUMBER_LENGTH || (digits > 0 && digits == to - from);
  }
}
