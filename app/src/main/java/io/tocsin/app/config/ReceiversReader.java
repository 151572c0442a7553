package io.tocsin.app.config;

import io.tocsin.alerts.webhook.Signature;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads who is told. Receivers given by option or environment come on top of those in the file: one
 * adds a webhook for a try without silencing the pager.
 */
final class ReceiversReader {
  private static final String WEBHOOKS = "receivers.webhooks";
  private static final String SLACK = "receivers.slack";

  private final Lookup lookup;

  ReceiversReader(Lookup lookup) {
    this.lookup = lookup;
  }

  Settings.Receivers read() {
    List<Settings.Webhook> webhooks = new ArrayList<>();
    List<Settings.Slack> slack = new ArrayList<>();
    eachOf(WEBHOOKS, List.of("url", "secret", "secret-file"))
        .forEach(entry -> webhook(entry).ifPresent(webhooks::add));
    eachOf(SLACK, List.of("url", "url-file")).forEach(entry -> slack(entry).ifPresent(slack::add));
    given(WEBHOOKS, "TOCSIN_WEBHOOK")
        .forEach(
            given ->
                url(given.text(), given.place(), WEBHOOKS)
                    .ifPresent(url -> webhooks.add(new Settings.Webhook(url, Optional.empty()))));
    given(SLACK, "TOCSIN_SLACK")
        .forEach(
            given ->
                url(given.text(), given.place(), SLACK)
                    .ifPresent(url -> slack.add(new Settings.Slack(new Secret(url.toString())))));
    return new Settings.Receivers(List.copyOf(webhooks), List.copyOf(slack));
  }

  private Optional<Settings.Webhook> webhook(Entry entry) {
    Optional<URI> url =
        text(entry, "url")
            .flatMap(text -> url(text, lookup.place(entry.node()), entry.path() + ".url"));
    if (url.isEmpty() && !entry.node().entries().containsKey("url")) {
      lookup.problem(entry.node(), entry.path(), "has no url", "Add url: https://…");
    }
    Optional<Secret> secret = secret(entry, "secret", "secret-file");
    secret
        .flatMap(text -> Signature.problem(text.reveal()))
        .ifPresent(wrong -> secretProblem(entry, wrong));
    return url.map(address -> new Settings.Webhook(address, secret));
  }

  /** The secret is never repeated. */
  private void secretProblem(Entry entry, String wrong) {
    Node at = entry.node().entries().getOrDefault("secret", entry.node());
    lookup.problem(at, entry.path() + ".secret", "is no secret of a webhook", "Write it: " + wrong);
  }

  private Optional<Settings.Slack> slack(Entry entry) {
    Optional<Secret> secret = secret(entry, "url", "url-file");
    if (secret.isEmpty() && lookup.problems().isEmpty()) {
      lookup.problem(entry.node(), entry.path(), "has no url", "Add url: or url-file:");
    }
    return secret
        .flatMap(text -> url(text.reveal(), lookup.place(entry.node()), entry.path() + ".url"))
        .map(url -> new Settings.Slack(new Secret(url.toString())));
  }

  private Optional<Secret> secret(Entry entry, String inline, String file) {
    Optional<String> path = text(entry, file);
    if (path.isPresent() && text(entry, inline).isPresent()) {
      lookup.problem(entry.node(), entry.path(), "has both " + inline + " and " + file, "Keep one");
    }
    return path.isPresent()
        ? contents(Path.of(path.get()), entry, file)
        : text(entry, inline).map(Secret::new);
  }

  private Optional<Secret> contents(Path file, Entry entry, String key) {
    try {
      return Optional.of(new Secret(Files.readString(file).strip()));
    } catch (IOException e) {
      lookup.problem(
          entry.node(),
          entry.path() + '.' + key,
          file + " cannot be read",
          "Check path and rights");
      return Optional.empty();
    }
  }

  private Optional<String> text(Entry entry, String key) {
    Node node = entry.node().entries().get(key);
    return node == null
        ? Optional.empty()
        : lookup.text(node, entry.path() + '.' + key).filter(text -> !text.isBlank());
  }

  /** The address is never repeated in the error: a Slack address is a secret. */
  private Optional<URI> url(String text, String place, String path) {
    try {
      URI url = URI.create(text.strip());
      boolean isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (isHttp && url.getHost() != null) {
        lookup.report(path + " → " + url.getHost(), url.getScheme() + "://" + url.getHost(), place);
        return Optional.of(url);
      }
    } catch (IllegalArgumentException ignored) {
      // said below
    }
    lookup.problems().add(new Problem(place, path, "is no address", "Write https://HOST/PATH"));
    return Optional.empty();
  }

  private List<Entry> eachOf(String path, List<String> known) {
    List<Entry> entries = new ArrayList<>();
    Optional<Node> node = lookup.node(path);
    if (node.isPresent() && node.get() instanceof Node.Items items) {
      for (Node item : items.items()) {
        String inner = path + '[' + entries.size() + ']';
        if (item instanceof Node.Mapping mapping) {
          UnknownKeys.check(lookup, mapping, inner + '.', known);
          entries.add(new Entry(inner, mapping));
        } else {
          lookup.problem(item, inner, "is " + item.kind(), "Write - url: https://…");
        }
      }
    } else if (node.isPresent()) {
      lookup.problem(node.get(), path, "is " + node.get().kind() + ", not a list", "Begin with -");
    }
    return entries;
  }

  private List<Given> given(String path, String variable) {
    List<Given> given = new ArrayList<>();
    lookup
        .option(path)
        .ifPresent(option -> option.texts().forEach(t -> given.add(new Given(t, option.name()))));
    lookup
        .variable(variable)
        .ifPresent(
            texts ->
                List.of(texts.strip().split("\\s+"))
                    .forEach(text -> given.add(new Given(text, variable))));
    return given;
  }

  private record Entry(String path, Node.Mapping node) {}

  private record Given(String text, String place) {}
}
