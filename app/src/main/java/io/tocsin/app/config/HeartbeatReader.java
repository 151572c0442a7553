package io.tocsin.app.config;

import io.tocsin.alerts.setup.Field;
import io.tocsin.streams.detect.Durations;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads the section {@code heartbeat}. No error repeats the address. */
final class HeartbeatReader {
  private static final String SECTION = "heartbeat";
  private static final String VARIABLE = "TOCSIN_HEARTBEAT";
  private static final Field URL = Field.url("url", "address that is called while all is well");
  private static final Duration USUAL = Duration.ofSeconds(60);
  private static final Duration SHORTEST = Duration.ofSeconds(5);

  private final Lookup lookup;
  private final Node.Mapping entry;

  HeartbeatReader(Lookup lookup, Node.Mapping entry) {
    this.lookup = lookup;
    this.entry = entry;
  }

  Optional<HeartbeatSettings> read() {
    UnknownKeys.check(lookup, entry, SECTION + '.', List.of("url", "url-file", "every"));
    Duration every = every();
    Optional<String> variable = lookup.variable(VARIABLE);
    Optional<String> url = variable.or(this::url);
    if (url.isEmpty()) {
      if (!entry.entries().isEmpty() && !has("url") && !has("url-file")) {
        lookup.problem(entry, SECTION + ".url", "is missing", "Add it, or url-file");
      }
      return Optional.empty();
    }
    Optional<String> mend = URL.check().apply(url.get());
    if (mend.isPresent()) {
      String place = variable.isPresent() ? VARIABLE : lookup.place(entry);
      lookup.problems().add(new Problem(place, SECTION + ".url", "is not an address", mend.get()));
      return Optional.empty();
    }
    URI address = URI.create(url.get().strip());
    String place = variable.isPresent() ? VARIABLE : lookup.place(entry);
    lookup.report(SECTION + ".url", address.getScheme() + "://" + address.getHost() + "/…", place);
    return Optional.of(new HeartbeatSettings(address, every));
  }

  private boolean has(String key) {
    return entry.entries().containsKey(key);
  }

  private Optional<String> url() {
    Optional<String> inline = text("url");
    Optional<String> file = text("url-file");
    if (inline.isPresent() && file.isPresent()) {
      lookup.problem(entry, SECTION, "has both url and url-file", "Keep one");
    }
    return file.isPresent() ? contents(Path.of(file.get())) : inline;
  }

  private Optional<String> contents(Path file) {
    try {
      return Optional.of(Files.readString(file).strip());
    } catch (IOException e) {
      Node at = entry.entries().getOrDefault("url-file", entry);
      String what = file + " cannot be read";
      lookup.problem(at, SECTION + ".url-file", what, "Check path and rights");
      return Optional.empty();
    }
  }

  private Duration every() {
    Optional<String> text = text("every");
    if (text.isEmpty()) {
      return USUAL;
    }
    try {
      Duration every = Durations.parse(text.get());
      if (every.compareTo(SHORTEST) >= 0) {
        return every;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    lookup.problem(
        entry.entries().getOrDefault("every", entry),
        SECTION + ".every",
        "\"" + text.get() + "\" does not fit",
        "Write a time such as 60s or 5m, at least 5s");
    return USUAL;
  }

  private Optional<String> text(String key) {
    Node node = entry.entries().get(key);
    return node == null
        ? Optional.empty()
        : lookup.text(node, SECTION + '.' + key).filter(text -> !text.isBlank());
  }
}
