package io.tocsin.streams.advice;

import io.tocsin.streams.advice.Clues.Clue;
import io.tocsin.streams.advice.Clues.Context;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Of programs that cannot reach others. */
final class ConnectionClues {
  private static final String HOST = "(?<![\\w.-])([A-Za-z][\\w.-]*|\\d+\\.\\d+\\.\\d+\\.\\d+)";

  private static final String FAILED =
      "(?i)^(?=.*(?:refused|timed? ?out|unreachable|no route to host)).*?";

  /** What looks like a host and a port, but is a place in a source. */
  private static final Pattern SOURCE = Pattern.compile(".*\\.(?:go|py|js|ts|java|rb|rs|php|c|cc)");

  static final List<Clue> ALL =
      List.of(
          Clue.of(
              "(?i)could not translate host name \"([^\"]+)\""
                  + "|getaddrinfo (?:ENOTFOUND|EAI_AGAIN) ([\\w.-]+)"
                  + "|lookup ([\\w.-]+)(?: on [^ ]+)?: no such host"
                  + "|host not found in upstream \"([^\":]+)"
                  + "|UnknownHostException: ([\\w.-]+)"
                  + "|bad address '([^':]+)"
                  + "|(?:could not resolve|can't resolve|resolve host:?) '?([\\w.-]+)",
              (line, context) ->
                  "It does not know the name %s: does that run, and on a network with %s? docker ps -a --filter name=%s --format '{{.Names}} {{.Status}} {{.Networks}}'"
                      .formatted(Clues.group(line), context.service(), Clues.group(line))),
          Clue.of(
              FAILED + "(?:server at|host) \"([^\"]+)\".*?port (\\d+)",
              ConnectionClues::unreachable),
          Clue.of(
              FAILED
                  + "(?:tcp|to|://|connect|ECONNREFUSED|ETIMEDOUT|[\\[(@]) ?"
                  + HOST
                  + ":(\\d{2,5})(?!\\d)",
              ConnectionClues::unreachable),
          Clue.of(FAILED + HOST + ":(\\d{2,5})(?!\\d)", ConnectionClues::unreachable),
          Clue.of(
              "(?i)password authentication failed for user \"([^\"]+)\""
                  + "|access denied for user '([^']+)'",
              (line, context) ->
                  "The password of the user %s was refused: compare the secret of %s with what the database was set up with"
                      .formatted(Clues.group(line), context.service())),
          Clue.of(
              "(?i)too many (?:clients already|connections)|remaining connection slots",
              (line, context) ->
                  "The database has as many connections as it takes: make the pools smaller, or"
                      + " raise its max_connections"));

  private ConnectionClues() {}

  private static String unreachable(Matcher line, Context context) {
    String host = line.group(1);
    return SOURCE.matcher(host).matches()
        ? ""
        : "%s cannot reach %s on port %s: does that run, and does it listen? docker ps -a --filter name=%s"
            .formatted(context.service(), host, line.group(2), host);
  }
}
