package io.tocsin.bench.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.app.incidents.IncidentApi;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Hears what Tocsin tells: what it posts, and, for what it never posts, what its console knows.
 * Asked from one thread.
 */
public final class Ear {
  private final Posts posts;
  private final IncidentApi console;
  private final ObjectMapper json = Wire.mapper();
  private final Map<String, Incident> known = new LinkedHashMap<>();

  public Ear(Posts posts, String console) {
    this.posts = posts;
    this.console = new IncidentApi(console);
  }

  /** Asks the console; to be done often enough for it to forget nothing in between. */
  public void listen() {
    console.read().ifPresent(all -> all.forEach(incident -> known.put(incident.id(), incident)));
  }

  /** All posts so far, in the order in which they came. */
  public List<Telling> posted() {
    return posts.received().stream()
        .map(post -> new Telling(post.at(), true, parse(post)))
        .toList();
  }

  /** The last that the console knew of each incident. */
  public List<Telling> known() {
    Instant now = Instant.now();
    return known.values().stream().map(incident -> new Telling(now, false, incident)).toList();
  }

  /** Which incidents were told to have become part of another, with that one's id. */
  public Map<String, String> merged() {
    Map<String, String> merged = new LinkedHashMap<>();
    for (Posts.Post post : posts.received()) {
      String into = post.incident().path("mergedInto").asText("");
      if (!into.isEmpty() && !into.equals("null")) {
        merged.put(post.incident().path("id").asText(), into);
      }
    }
    return merged;
  }

  /** Writes each post as it came, a line each, and beside it the console's incidents. */
  public void write(Path folder) throws IOException {
    List<String> lines = new ArrayList<>();
    posts.received().forEach(post -> lines.add(post.incident().toString()));
    Files.write(folder.resolve("posts.ndjson"), lines);
    List<String> incidents = new ArrayList<>();
    for (Incident incident : known.values()) {
      incidents.add(json.writeValueAsString(incident));
    }
    Files.write(folder.resolve("incidents.ndjson"), incidents);
  }

  private Incident parse(Posts.Post post) {
    try {
      return json.treeToValue(post.incident(), Incident.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("this was posted: " + post.incident(), e);
    }
  }
}
