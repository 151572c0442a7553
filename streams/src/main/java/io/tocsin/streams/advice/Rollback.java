package io.tocsin.streams.advice;

import io.tocsin.streams.change.ChangeLedger;
import io.tocsin.streams.change.Makeup;
import io.tocsin.streams.change.Prelude;
import io.tocsin.streams.change.Shell;
import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How to go back to what was before the change that the trouble came after. */
final class Rollback {
  private static final int LENGTH_OF_AN_ID = 12;

  private static final Set<String> OF_IMAGE = Set.of("command", "environment", "health check");

  private final ChangeLedger ledger;
  private final Subject subject;

  /**
   * @param subject the service in trouble
   */
  Rollback(ChangeLedger ledger, Subject subject) {
    this.ledger = ledger;
    this.subject = subject;
  }

  List<String> of(Prelude prelude) {
    if (prelude.service().isEmpty()) {
      return List.of();
    }
    Subject changed = new Subject(subject.host(), subject.stack(), prelude.service());
    List<String> lines = new ArrayList<>();
    boolean isOfImage = prelude.changes().stream().anyMatch(each -> each.what().equals("image"));
    for (Incident.Change change : prelude.changes()) {
      if (isOfImage && OF_IMAGE.contains(change.what())) {
        continue; // it came with the image, and goes with it
      }
      Place place = Place.of(ledger, changed, "", change.at());
      Optional<Makeup> before =
          ledger.makeupBefore(changed.stack(), changed.service(), change.at());
      before.ifPresent(made -> lines.addAll(back(change, place, made)));
    }
    return lines;
  }

  private static List<String> back(Incident.Change change, Place place, Makeup before) {
    return switch (change.what()) {
      case "image" -> image(place, before);
      case "memory limit" -> memory(place, before);
      case "cpu limit" -> cpus(place, before);
      case "process limit" -> processes(place, before);
      case "environment" -> variables(change, place);
      case "networks" -> networks(change, place);
      case "command" ->
          written(place, "command", "the command that it had before: " + before.command());
      case "health check", "volumes", "dependencies" ->
          change.from() == null
              ? List.of()
              : written(place, change.what(), "what was before: " + change.from());
      default -> List.of();
    };
  }

  private static List<String> image(Place place, Makeup before) {
    String now = place.makeup().map(Makeup::image).orElse("");
    if (before.image().equals(now)) {
      String id = before.imageId().replaceFirst("^sha256:", "");
      String known = id.substring(0, Math.min(LENGTH_OF_AN_ID, id.length()));
      return List.of(
          "%s was another image before. Have the name stand for that again: docker tag %s %s"
              .formatted(now, known, now),
          place.isOfCompose()
              ? "… and make %s of it: %s".formatted(place.service(), recreate(place))
              : "… and make %s anew, as it was made.".formatted(place.container()));
    }
    return place.isOfCompose()
        ? List.of(
            "To go back, write image: %s below %s in %s, then: %s"
                .formatted(before.image(), place.service(), place.file(), place.up()))
        : List.of(
            "To go back, make %s anew from %s: docker image inspect %s tells whether it is still here"
                .formatted(place.container(), before.image(), before.image()));
  }

  private static String recreate(Place place) {
    return place.up().replace(" up -d ", " up -d --force-recreate ");
  }

  private static List<String> memory(Place place, Makeup before) {
    Optional<Bytes> now = place.makeup().flatMap(Makeup::memoryLimit);
    Optional<Bytes> old = before.memoryLimit();
    if (old.isEmpty() || now.isEmpty() || now.get().compareTo(old.get()) >= 0) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "Its memory limit was %s before and is %s now. Give it back: %s"
            .formatted(old.get(), now.get(), MemoryAdvice.update(old.get(), place)));
    if (place.isOfCompose()) {
      lines.add(
          "For good, write mem_limit: %s below %s in %s, then: %s"
              .formatted(Amount.mebibytes(old.get()), place.service(), place.file(), place.up()));
    }
    return lines;
  }

  private static List<String> cpus(Place place, Makeup before) {
    Optional<Double> now = place.makeup().flatMap(Makeup::cpus);
    Optional<Double> old = before.cpus();
    return old.isPresent() && now.isPresent() && now.get() < old.get()
        ? List.of(
            "It had %s cores before and has %s now. Give them back: docker update --cpus %s %s"
                .formatted(
                    Numbers.of(old.get()),
                    Numbers.of(now.get()),
                    Numbers.of(old.get()),
                    place.container()))
        : List.of();
  }

  private static List<String> processes(Place place, Makeup before) {
    Optional<Long> now = place.makeup().flatMap(Makeup::processes);
    Optional<Long> old = before.processes();
    boolean lowered = now.isPresent() && (old.isEmpty() || now.get() < old.get());
    return lowered
        ? List.of(
            "It might have %s processes before and %d now. Give them back: docker update --pids-limit %s %s"
                .formatted(
                    old.map(Object::toString).orElse("any number of"),
                    now.get(),
                    old.map(Object::toString).orElse("-1"),
                    place.container()))
        : List.of();
  }

  private static List<String> variables(Incident.Change change, Place place) {
    return change.from() == null
        ? List.of()
        : written(place, "environment", "what was taken out: " + change.from());
  }

  private static List<String> networks(Incident.Change change, Place place) {
    if (change.from() == null) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    for (String network : change.from().split(", ", -1)) {
      lines.add(
          "Connect it again: docker network connect --alias %s %s %s"
              .formatted(place.service(), Shell.quote(network), place.container()));
    }
    return lines;
  }

  private static List<String> written(Place place, String what, String before) {
    return place.isOfCompose()
        ? List.of(
            "To go back, write below %s in %s, under %s, %s. Then: %s"
                .formatted(place.service(), place.file(), what, before, place.up()))
        : List.of("To go back, run it with %s %s".formatted(what, before));
  }
}
