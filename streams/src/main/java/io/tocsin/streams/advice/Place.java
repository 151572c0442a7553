package io.tocsin.streams.advice;

import io.tocsin.streams.change.ChangeLedger;
import io.tocsin.streams.change.ContainerNames;
import io.tocsin.streams.change.Makeup;
import io.tocsin.telemetry.Subject;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** A service and its container, and how they are called upon in a shell. */
final class Place {
  private final Subject subject;
  private final String container;
  private final Optional<Makeup> makeup;

  private Place(Subject subject, String container, Optional<Makeup> makeup) {
    this.subject = subject;
    this.container = container;
    this.makeup = makeup;
  }

  /**
   * @param container its name; empty if any of the service will do
   */
  static Place of(ChangeLedger ledger, Subject subject, String container, Instant at) {
    Optional<Makeup> makeup = ledger.makeup(subject.stack(), subject.service(), at);
    String name =
        container.isEmpty() ? makeup.map(Makeup::container).orElse(subject.service()) : container;
    return new Place(subject, ContainerNames.lasting(name), makeup);
  }

  String service() {
    return subject.service();
  }

  String host() {
    return subject.host();
  }

  String container() {
    return container;
  }

  Optional<Makeup> makeup() {
    return makeup;
  }

  /** Whether there is a Compose file to write things down in. */
  boolean isOfCompose() {
    return !subject.stack().isEmpty() && !isOfSwarm();
  }

  private boolean isOfSwarm() {
    return project().version().equals(Makeup.SWARM);
  }

  private Makeup.Project project() {
    return makeup.map(Makeup::project).orElse(new Makeup.Project("", "", ""));
  }

  /** The image; how one speaks of it where it is not known. */
  String image() {
    return makeup.map(Makeup::image).filter(name -> !name.isEmpty()).orElse("its image");
  }

  /** Where the service is written down. */
  String file() {
    String files = files().findFirst().orElse("");
    return files.isEmpty() ? "the Compose file" : files;
  }

  /** Makes the service what its file says, and starts it. */
  String up() {
    if (isOfSwarm()) {
      return "docker service update --force %s_%s".formatted(subject.stack(), service());
    }
    return isOfCompose()
        ? "%s up -d %s".formatted(compose(), service())
        : "docker start " + container;
  }

  private String compose() {
    String program = project().version().startsWith("1.") ? "docker-compose" : "docker compose";
    String files = files().map(file -> " -f " + Shell.quote(file)).collect(Collectors.joining());
    return "%s -p %s%s".formatted(program, Shell.quote(subject.stack()), files);
  }

  /** With their folders, so that it does not matter where the command is pasted. */
  private java.util.stream.Stream<String> files() {
    Makeup.Project project = project();
    return Arrays.stream(project.files().split(",", -1))
        .filter(file -> !file.isEmpty())
        .map(
            file ->
                file.startsWith("/") || project.directory().isEmpty()
                    ? file
                    : project.directory() + '/' + file);
  }
}
