package io.tocsin.streams.advice;

import io.tocsin.streams.change.ChangeLedger;
import io.tocsin.streams.change.ContainerNames;
import io.tocsin.streams.change.Makeup;
import io.tocsin.streams.change.Shell;
import io.tocsin.telemetry.Subject;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A service and its container, and how they are called upon in a shell. */
final class Place {
  private static final Pattern ID = Pattern.compile("^(?:sha256:)?([0-9a-f]{12})[0-9a-f]{52}$");

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

  /** The image, by the short form of its id if it has no name; "its image" if it is not known. */
  String image() {
    String name = makeup.map(Makeup::image).orElse("");
    if (name.isEmpty()) {
      return "its image";
    }
    return ID.matcher(name).replaceFirst("$1");
  }

  /** Where to write down what the service is to be: of several files the last one wins. */
  String file() {
    return files().reduce((earlier, later) -> later).orElse("the Compose file");
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
