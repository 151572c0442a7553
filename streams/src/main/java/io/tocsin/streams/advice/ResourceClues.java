package io.tocsin.streams.advice;

import io.tocsin.streams.advice.Clues.Clue;
import io.tocsin.streams.advice.Clues.Context;
import io.tocsin.streams.change.Makeup;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/** Of programs that are refused what they need of the host. */
final class ResourceClues {
  static final List<Clue> ALL =
      List.of(
          Clue.of(
              "(?i)no space left on device|disk quota exceeded",
              (line, context) ->
                  "A disk of %s is full. See what Docker holds of it: docker system df"
                      .formatted(context.place().host())),
          Clue.of(
              "(?i)can't fork|cannot fork|fork: (?:retry: )?resource temporarily unavailable"
                  + "|unable to create (?:new )?native thread|pthread_create failed"
                  + "|can't start new thread",
              ResourceClues::processes),
          Clue.of(
              "(?i)too many open files",
              (line, context) ->
                  "It has as many files and connections open as it may: look for a leak, or raise ulimits: nofile:. How many: docker exec %s sh -c 'ls /proc/1/fd | wc -l; ulimit -n'"
                      .formatted(context.place().container())),
          Clue.of(
              "OutOfMemoryError|JavaScript heap out of memory|MemoryError",
              (line, context) ->
                  "The program's own bound on memory is reached, not the container's: look for what"
                      + " grew, or raise its heap (-Xmx, --max-old-space-size)"),
          Clue.of(
              "(?i)^(?=.*(?:address already in use|EADDRINUSE))"
                  + "(?:.*(?:port |tcp [\\w.]*:|\\d\\.\\d+:|:::|', )(\\d{2,5})\\b)?",
              ResourceClues::port),
          Clue.of(
              "(?i)read-only file system(?:: '?(/[^\\s:']+))?",
              (line, context) ->
                  "It may not write to %s: its mounts are told by: docker inspect -f '{{json .Mounts}} {{.HostConfig.ReadonlyRootfs}}' %s"
                      .formatted(
                          line.group(1) == null ? "its file system" : line.group(1),
                          context.place().container())),
          Clue.of(
              "(?i)permission denied:? '?(/[^\\s:']+)|[ '\"](/[^\\s:'\"]+)['\"]?:? (?:\\(13:"
                  + " )?permission denied",
              ResourceClues::permission),
          Clue.of(
              "(?i)certificate (?:has expired|is expired)|certificate_expired|CERT_HAS_EXPIRED",
              (line, context) ->
                  "A certificate has expired: renew it, and restart what serves it"));

  private ResourceClues() {}

  private static String processes(Matcher line, Context context) {
    Place place = context.place();
    Optional<Long> limit = place.makeup().flatMap(Makeup::processes);
    return limit
        .map(
            most ->
                "%s may have %d processes and threads and has them all; raise pids_limit to %d: docker update --pids-limit %d %s"
                    .formatted(place.service(), most, 2 * most, 2 * most, place.container()))
        .orElse(
            "It can make no further process or thread. See how many it has: docker top %s -eLf"
                .formatted(place.container()));
  }

  private static String port(Matcher line, Context context) {
    return "%s is taken, by another program in the container or, with network_mode: host, on the host: docker exec %s netstat -ltn"
        .formatted(
            line.group(1) == null ? "The port that it listens on" : "Port " + line.group(1),
            context.place().container());
  }

  private static String permission(Matcher line, Context context) {
    return "It may not use %s. Who it is and what is mounted there: docker inspect -f '{{.Config.User}} {{json .Mounts}}' %s"
        .formatted(Clues.group(line), context.place().container());
  }
}
