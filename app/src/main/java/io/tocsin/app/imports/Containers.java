package io.tocsin.app.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.collector.inventory.ContainerBook;
import io.tocsin.collector.inventory.InspectionReader;
import io.tocsin.collector.inventory.Known;
import io.tocsin.collector.inventory.Labels;
import io.tocsin.collector.inventory.Selection;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.ContainerRef;
import io.tocsin.telemetry.Digest;
import io.tocsin.telemetry.Subject;
import io.tocsin.telemetry.redact.Redactor;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whose a record is: by inspections and events that were read, else by what is written with it. */
final class Containers {
  private static final int SHORT_ID = 12;
  private static final int MOST = 20_000;

  private final ImportSettings settings;
  private final ContainerBook book;
  private final Map<String, Identity> byName = new HashMap<>();

  /** A container: whose it is, its name and its id. */
  record Identity(Subject subject, ContainerRef container) {
    String shortId() {
      String id = container.id();
      return id.length() <= SHORT_ID ? id : id.substring(0, SHORT_ID);
    }
  }

  Containers(ImportSettings settings, Redactor redactor) {
    this.settings = settings;
    book =
        new ContainerBook(
            settings.host(), Selection.ALL, new InspectionReader(settings.host(), redactor));
  }

  /** The containers that inspections are known of. */
  ContainerBook book() {
    return book;
  }

  List<ContainerFacts> facts() {
    return book.all().stream()
        .map(Known::inspection)
        .filter(Objects::nonNull)
        .map(inspection -> inspection.facts())
        .toList();
  }

  ContainerFacts learn(JsonNode inspected, Instant at) {
    Known known = book.learn(inspected, at);
    Identity identity = new Identity(known.subject(), known.container());
    remember(known.container(), identity);
    return Objects.requireNonNull(known.inspection()).facts();
  }

  /** Remembers the container of an event, so that logs that only name it are its service's. */
  void met(Subject subject, ContainerRef container) {
    Identity known = byName.get(container.name());
    if (known == null || (known.subject().stack().isEmpty() && !subject.stack().isEmpty())) {
      remember(container, new Identity(subject, container));
    }
  }

  private void remember(ContainerRef container, Identity identity) {
    if (byName.size() < MOST) {
      byName.put(container.name(), identity);
      byName.put(container.id(), identity);
      byName.put(identity.shortId(), identity);
    }
  }

  /** By a name or an id, however short; made up from it if nothing is known of it. */
  Identity named(String nameOrId) {
    String name = nameOrId.replaceFirst("^/", "");
    Identity known = byName.get(name.length() == 64 ? name.substring(0, SHORT_ID) : name);
    return known != null ? known : of(Map.of(), name, "");
  }

  /**
   * By a container's labels.
   *
   * @param id empty where it is not known
   */
  Identity of(Map<String, String> labels, String name, String id) {
    Identity known = id.isEmpty() ? null : byName.get(id);
    if (known != null) {
      return known;
    }
    Subject told = new Labels(labels).subject(settings.host(), name);
    Subject subject =
        told.stack().isEmpty() ? new Subject(told.host(), settings.stack(), told.service()) : told;
    return new Identity(subject, new ContainerRef(id(id, subject, name), name, ""));
  }

  /** A service of a stack that is told outright. */
  Identity service(@Nullable String stack, String service, String container) {
    String of = stack == null || stack.isBlank() ? settings.stack() : plain(stack);
    Subject subject = new Subject(settings.host(), of, plain(service));
    return new Identity(subject, new ContainerRef(id("", subject, container), container, ""));
  }

  private static String plain(String part) {
    return part.replace('/', '_');
  }

  /** Where nobody tells an id, the same one each time. */
  private static String id(String id, Subject subject, String name) {
    return id.isEmpty() ? Digest.of("imported", subject.key(), name) : id;
  }
}
