package io.tocsin.collector.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.ContainerRef;
import io.tocsin.telemetry.Subject;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The containers that exist. Written by the thread that handles events, read by all. */
public final class ContainerBook {
  private final Map<String, Known> containers = new ConcurrentHashMap<>();
  private final Map<String, ContainerFacts> remembered = new ConcurrentHashMap<>();
  private final String host;
  private final Selection selection;
  private final InspectionReader reader;
  private final Renamings renamings = new Renamings();

  public ContainerBook(String host, Selection selection, InspectionReader reader) {
    this.host = host;
    this.selection = selection;
    this.reader = reader;
  }

  /** The host whose containers these are. */
  public String host() {
    return host;
  }

  public @Nullable Known get(String id) {
    return containers.get(id);
  }

  public Collection<Known> all() {
    return List.copyOf(containers.values());
  }

  public int size() {
    return containers.size();
  }

  public void put(Known known) {
    containers.put(known.id(), known);
  }

  public @Nullable Known remove(String id) {
    remembered.remove(id);
    Known last = containers.remove(id);
    if (last != null) {
      renamings.removed(last.subject());
    }
    return last;
  }

  /** The last that is known of a container, by this process or an earlier one; null for nothing. */
  public @Nullable ContainerFacts facts(String id) {
    Known known = containers.get(id);
    Inspection seen = known == null ? null : known.inspection();
    return seen == null ? remembered.get(id) : seen.facts();
  }

  /** Takes an inspection in, and says what is now known of the container. */
  public Known learn(JsonNode inspected, Instant at) {
    Known before = containers.get(inspected.path("Id").asText());
    Subject subject = renamings.subject(before, reader.subject(inspected), all());
    Inspection inspection = reader.read(inspected, subject, at);
    Known first = first(inspected, inspection);
    Known known = before == null ? first : before.seen(inspection, first.labels(), first.watched());
    containers.put(known.id(), known);
    remembered.remove(known.id());
    return known;
  }

  private Known first(JsonNode inspected, Inspection inspection) {
    Map<String, String> labels = new LinkedHashMap<>();
    inspected
        .at("/Config/Labels")
        .properties()
        .forEach(e -> labels.put(e.getKey(), e.getValue().asText()));
    ContainerRef container = inspection.container();
    return new Known(
        container,
        inspection.subject(),
        new Labels(labels),
        selection.watches(container.name(), container.image(), new Labels(labels)),
        inspection,
        null,
        null);
  }

  /** Takes in what an earlier process published of a container. */
  public void remember(ContainerFacts facts) {
    Labels labels = new Labels(facts.labels());
    remembered.put(facts.container().id(), facts);
    put(new Known(facts.container(), facts.subject(), labels, true, null, null, null));
  }

  /** What an event alone tells of a container that could not be inspected in time. */
  public Known guess(String id, Map<String, String> attributes) {
    Known known = containers.get(id);
    if (known != null) {
      return known;
    }
    Labels labels = new Labels(attributes);
    String name = attributes.getOrDefault("name", id.substring(0, Math.min(12, id.length())));
    String image = attributes.getOrDefault("image", "");
    return new Known(
        new ContainerRef(id, name, image),
        labels.subject(host, name),
        labels,
        selection.watches(name, image, labels),
        null,
        null,
        null);
  }
}
