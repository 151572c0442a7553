package io.tocsin.streams.advice;

import io.tocsin.telemetry.Finding;
import java.util.List;

/** What an exit code asks for, where a program's own words do not say more. */
final class Ending {
  private Ending() {}

  static List<String> of(Finding finding, Place place) {
    if (!(finding.evidence().get("exitCode") instanceof Number code)) {
      return List.of();
    }
    return switch (code.intValue()) {
      case 126 ->
          List.of(
              "%s cannot execute %s: is it executable (chmod +x), and is what its first line names in the image?"
                  .formatted(place.image(), CodeClues.command(place)));
      case 127 ->
          List.of(
              "%s has no such command as %s: mend command: or entrypoint:, or the image"
                  .formatted(place.image(), CodeClues.command(place)));
      case 134 -> List.of("It aborted itself (signal 6): what it says just before is why.");
      case 137 -> killed(finding);
      case 139 ->
          List.of(
              "It crashed in native code (signal 11): compare the image with the last that ran, its base image first: docker image history %s"
                  .formatted(place.image()));
      case 143 ->
          List.of(
              "Something told it to end (signal 15), and not through the engine: a script in the"
                  + " container, or a person on the host.");
      default -> List.of();
    };
  }

  private static List<String> killed(Finding finding) {
    return Boolean.TRUE.equals(finding.evidence().get("oomKilled"))
        ? List.of()
        : List.of(
            "It was killed with signal 9, and the engine knows of no request and of no lack of"
                + " memory in the container. See whether the host's own ran out: dmesg -T | grep"
                + " -iE 'killed process|out of memory'");
  }
}
