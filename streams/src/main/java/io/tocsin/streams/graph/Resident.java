package io.tocsin.streams.graph;

import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A container as far as its place among the others goes.
 *
 * @param dependsOn service → condition
 * @param networks the networks that it is on
 * @param names by which others on them reach it, beside those of service and container
 * @param mentions the names that its command marks as hosts
 * @param variables the words in the names of its environment's variables
 * @param verdictTakes how long its health check takes to call it unhealthy; null without one
 */
record Resident(
    Instant at,
    Instant createdAt,
    Subject subject,
    TreeMap<String, String> dependsOn,
    List<String> networks,
    List<String> names,
    List<String> mentions,
    List<String> variables,
    boolean optional,
    @Nullable Duration verdictTakes) {
  private static final int MOST_WORDS = 64;

  static Resident of(ContainerFacts facts, @Nullable Resident before) {
    List<String> names = facts.addresses();
    if (names.isEmpty() && before != null && before.createdAt.equals(facts.createdAt())) {
      names = before.names; // one that does not run has none, but is named all the same
    }
    return new Resident(
        facts.at(),
        facts.createdAt(),
        facts.subject(),
        dependencies(facts),
        facts.networks(),
        names,
        mentions(facts.command()),
        variables(facts.environmentNames()),
        isOptional(facts),
        verdictTakes(facts.healthCheck()));
  }

  boolean saysTheSameAs(Resident other) {
    return new Resident(
            other.at,
            createdAt,
            subject,
            dependsOn,
            networks,
            names,
            mentions,
            variables,
            optional,
            verdictTakes)
        .equals(other);
  }

  private static TreeMap<String, String> dependencies(ContainerFacts facts) {
    TreeMap<String, String> on = new TreeMap<>();
    facts.dependsOn().forEach(each -> on.put(each.service(), each.condition()));
    return on;
  }

  private static List<String> mentions(List<String> command) {
    TreeSet<String> hosts = new TreeSet<>();
    for (String word : command) {
      for (String part : word.split("\\s+", MOST_WORDS)) {
        hosts.addAll(io.tocsin.streams.logs.Unreachable.named(part));
      }
    }
    return hosts.stream().limit(MOST_WORDS).toList();
  }

  private static List<String> variables(List<String> names) {
    TreeSet<String> words = new TreeSet<>();
    for (String name : names) {
      int cut = name.lastIndexOf('_');
      String end = name.substring(cut + 1).toUpperCase(Locale.ROOT);
      if (cut > 0 && List.of("HOST", "URL", "URI", "ADDR", "ADDRESS", "DSN").contains(end)) {
        words.add(name.substring(0, cut).toLowerCase(Locale.ROOT).replace('_', '-'));
      }
    }
    return new ArrayList<>(words).subList(0, Math.min(MOST_WORDS, words.size()));
  }

  private static boolean isOptional(ContainerFacts facts) {
    return "true".equalsIgnoreCase(facts.labels().getOrDefault("tocsin.optional", "").strip());
  }

  private static @Nullable Duration verdictTakes(ContainerFacts.@Nullable HealthCheck check) {
    return check == null
        ? null
        : check.interval().plus(check.timeout()).multipliedBy(Math.max(1, check.retries()));
  }
}
