package io.tocsin.streams.advice;

import io.tocsin.telemetry.Finding;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to do about a container that the engine would not start, by the engine's words. */
final class Refused {
  private record Reason(Pattern words, BiFunction<Matcher, Place, String> advice) {}

  private static final List<Reason> REASONS =
      List.of(
          reason(
              "could not find bridge|bridge \\S+ failed|failed to create bridge",
              (words, place) ->
                  "A network of the engine itself is gone from %s: systemctl restart docker"
                      .formatted(place.host())),
          reason(
              "(?i)ip6?tables",
              (words, place) ->
                  "The engine's own rules of the firewall are gone from %s, as after a firewall's restart: systemctl restart docker"
                      .formatted(place.host())),
          reason(
              "Bind for [^ ]*?:(\\d+) failed: port is already allocated",
              (words, place) ->
                  "Port %s is published by another container already: docker ps --filter publish=%s"
                      .formatted(words.group(1), words.group(1))),
          reason(
              "(?:listen|bind)[^:]* [^ ]*?:(\\d+): bind: address already in use",
              (words, place) ->
                  "Port %s is taken by a program on the host: ss -ltnp 'sport = :%s'"
                      .formatted(words.group(1), words.group(1))),
          reason(
              "exec: \"([^\"]+)\": (?:executable file not found|stat .*no such file)",
              (words, place) ->
                  "%s has no command %s: mend command: or entrypoint:, or the image"
                      .formatted(place.image(), words.group(1))),
          reason(
              "exec: \"([^\"]+)\": permission denied",
              (words, place) ->
                  "%s in %s is not executable: chmod +x it where the image is built"
                      .formatted(words.group(1), place.image())),
          reason(
              "exec format error",
              (words, place) ->
                  "%s is built for another processor: docker image inspect -f '{{.Os}}/{{.Architecture}}' %s"
                      .formatted(place.image(), place.image())),
          reason(
              "bind source path does not exist: (\\S+)",
              (words, place) ->
                  "There is no %s on %s: make it, or mend volumes: of %s"
                      .formatted(words.group(1), place.host(), place.service())),
          reason(
              "(?:not a directory|Are you trying to mount a directory onto a file)",
              (words, place) ->
                  "A folder is mounted on a file, or a file on a folder: docker inspect -f '{{json .HostConfig.Binds}}' %s"
                      .formatted(place.container())),
          reason(
              "network (\\S+) not found",
              (words, place) ->
                  place.isOfCompose()
                      ? "Its network is gone. Make it anew with its network: "
                          + place.up().replace(" up -d ", " up -d --force-recreate ")
                      : "Its network %s is gone: docker network ls".formatted(words.group(1))),
          reason(
              "no space left on device",
              (words, place) ->
                  "A disk of %s is full. See what Docker holds of it: docker system df"
                      .formatted(place.host())),
          reason(
              "(?:[Mm]inimum memory limit|memory limit too low)",
              (words, place) ->
                  "Its memory limit is lower than the engine allows: raise mem_limit of "
                      + place.service()));

  private Refused() {}

  private static Reason reason(String words, BiFunction<Matcher, Place, String> advice) {
    return new Reason(Pattern.compile(words), advice);
  }

  /** One line that names what is missing, or the way to the engine's words. */
  static String of(Finding finding, Place place) {
    String error = String.valueOf(finding.evidence().getOrDefault("error", ""));
    for (Reason reason : REASONS) {
      Matcher words = reason.words().matcher(error);
      if (words.find()) {
        return reason.advice().apply(words, place);
      }
    }
    return "The engine's own words: docker inspect -f '{{.State.Error}}' " + place.container();
  }
}
