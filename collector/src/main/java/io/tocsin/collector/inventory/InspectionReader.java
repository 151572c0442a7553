package io.tocsin.collector.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.ContainerRef;
import io.tocsin.telemetry.ContainerTraits;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.RestartPolicy;
import io.tocsin.telemetry.Subject;
import io.tocsin.telemetry.Timestamps;
import io.tocsin.telemetry.redact.Redactor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the engine's inspection JSON; tolerant of what other engines leave out. */
public final class InspectionReader {
  private static final String SHELL = "/bin/sh -c";
  private static final Instant NEVER = Instant.parse("1970-01-01T00:00:00Z");

  private final String host;
  private final Redactor redactor;

  public InspectionReader(String host, Redactor redactor) {
    this.host = host;
    this.redactor = redactor;
  }

  /** Whose container it is by its labels and its name. */
  Subject subject(JsonNode json) {
    return new Labels(strings(json.at("/Config/Labels")))
        .subject(host, plainName(json.path("Name").asText()));
  }

  /**
   * @param json the answer to {@code /containers/{id}/json}
   * @param subject whose container it is
   * @param at when it was asked for
   */
  Inspection read(JsonNode json, Subject subject, Instant at) {
    RunState run = new RunState(json.path("State"));
    Inspection.RunState state = state(json, run);
    return new Inspection(
        facts(json, subject, state, at),
        state,
        new Inspection.LogSetup(
            json.at("/Config/Tty").asBoolean(),
            json.at("/HostConfig/LogConfig/Type").asText("json-file")),
        place(json),
        healthCommand(json.at("/Config/Healthcheck/Test"), shell(json.at("/Config/Shell"))));
  }

  private ContainerFacts facts(
      JsonNode json, Subject subject, Inspection.RunState state, Instant at) {
    Labels labels = new Labels(strings(json.at("/Config/Labels")));
    String name = plainName(json.path("Name").asText());
    Instant created = instant(json.path("Created").asText());
    return new ContainerFacts(
            at,
            subject,
            new ContainerRef(json.path("Id").asText(), name, json.at("/Config/Image").asText()),
            json.path("Image").asText(),
            state.status(),
            created == null ? at : created,
            state.startedAt(),
            traits(json, labels),
            limits(json.path("HostConfig")),
            healthCheck(json.at("/Config/Healthcheck")),
            labels.dependencies(),
            redactor.redact(labels.values()),
            names(json.at("/NetworkSettings/Networks")),
            redactor.redact(command(json)),
            environmentNames(json.at("/Config/Env")),
            run(state))
        .withAddresses(addresses(json.at("/NetworkSettings/Networks")))
        .withMounts(Mounts.read(json));
  }

  /** Under which names and addresses its neighbours know it, beside its own name and service. */
  private static List<String> addresses(JsonNode networks) {
    TreeSet<String> addresses = new TreeSet<>();
    for (JsonNode network : networks) {
      addresses.add(network.path("IPAddress").asText(""));
      addresses.add(network.path("GlobalIPv6Address").asText(""));
      addresses.addAll(texts(network.path("Aliases")));
    }
    addresses.removeIf(address -> address.isEmpty() || isShortId(address));
    return List.copyOf(addresses);
  }

  private static boolean isShortId(String alias) {
    return alias.length() == 12 && alias.chars().allMatch(c -> Character.digit(c, 16) >= 0);
  }

  private ContainerFacts.@Nullable HealthCheck healthCheck(JsonNode json) {
    String test = healthCommand(json.path("Test"), SHELL);
    return HealthChecks.settings(json, test == null ? null : redactor.redact(test));
  }

  /**
   * A container that was only created has an exit code too, which means nothing; one that waits for
   * its restart says that it runs.
   */
  private static ContainerFacts.Run run(Inspection.RunState state) {
    boolean over = (!state.running() || state.restarting()) && state.finishedAt() != null;
    return new ContainerFacts.Run(
        state.finishedAt(),
        over ? state.exitCode() : null,
        state.health() == null ? null : state.health().status(),
        state.restartCount());
  }

  private Inspection.RunState state(JsonNode json, RunState run) {
    JsonNode state = run.json;
    return new Inspection.RunState(
        state.path("Status").asText("unknown"),
        state.path("Running").asBoolean(),
        state.path("Restarting").asBoolean(),
        state.path("OOMKilled").asBoolean(),
        state.path("ExitCode").asInt(),
        redactor.redact(state.path("Error").asText("")),
        run.time("StartedAt"),
        run.time("FinishedAt"),
        json.path("RestartCount").asInt(),
        health(state));
  }

  /** Podman writes {@code Healthcheck}, Docker {@code Health}. */
  private EngineEvent.@Nullable Health health(JsonNode state) {
    JsonNode health = state.has("Health") ? state.path("Health") : state.path("Healthcheck");
    String status = health.path("Status").asText("");
    if (status.isEmpty() || "none".equals(status)) {
      return null;
    }
    JsonNode probes = health.path("Log");
    String output =
        probes.isArray() && !probes.isEmpty()
            ? probes.get(probes.size() - 1).path("Output").asText("")
            : "";
    return new EngineEvent.Health(
        status, health.path("FailingStreak").asInt(), redactor.redact(cut(output.strip())));
  }

  private static String cut(String text) {
    return text.length() <= 2_048 ? text : text.substring(0, 2_048);
  }

  private static ContainerTraits traits(JsonNode json, Labels labels) {
    JsonNode config = json.path("Config");
    JsonNode hostConfig = json.path("HostConfig");
    JsonNode policy = hostConfig.path("RestartPolicy");
    String name = policy.path("Name").asText("");
    return new ContainerTraits(
        name.isEmpty()
            ? RestartPolicy.NO
            : new RestartPolicy(name, policy.path("MaximumRetryCount").asInt()),
        hostConfig.path("AutoRemove").asBoolean(),
        config.path("Tty").asBoolean() && config.path("OpenStdin").asBoolean(),
        labels.isOneOff(),
        Duration.ofSeconds(config.path("StopTimeout").asInt(10)),
        positive(hostConfig.path("Memory").asLong()),
        labels.overrides());
  }

  private static ContainerFacts.Limits limits(JsonNode hostConfig) {
    long pids = hostConfig.path("PidsLimit").asLong();
    return new ContainerFacts.Limits(
        positive(hostConfig.path("Memory").asLong()), cpus(hostConfig), pids > 0 ? pids : null);
  }

  private static @Nullable Double cpus(JsonNode hostConfig) {
    long nanos = hostConfig.path("NanoCpus").asLong();
    if (nanos > 0) {
      return nanos / 1e9;
    }
    double quota = hostConfig.path("CpuQuota").asDouble();
    long period = hostConfig.path("CpuPeriod").asLong();
    return quota > 0 ? quota / (period > 0 ? period : 100_000) : null;
  }

  private static @Nullable Bytes positive(long value) {
    return value > 0 ? new Bytes(value) : null;
  }

  private static Inspection.Place place(JsonNode json) {
    String network = json.at("/HostConfig/NetworkMode").asText("");
    return new Inspection.Place(
        json.at("/State/Pid").asLong(),
        json.at("/HostConfig/CgroupParent").asText(""),
        !network.equals("host") && !network.startsWith("container:"));
  }

  /** As the engine writes it behind {@code exec_create: }, but for blanks at its end. */
  private static @Nullable String healthCommand(JsonNode test, String shell) {
    if (!test.isArray() || test.size() < 2) {
      return null;
    }
    List<String> words = texts(test);
    String rest = String.join(" ", words.subList(1, words.size()));
    return "CMD-SHELL".equals(words.get(0)) ? shell + " " + rest : rest;
  }

  /** What the image says that commands in one piece are given to. */
  private static String shell(JsonNode ofImage) {
    return ofImage.isArray() && !ofImage.isEmpty() ? String.join(" ", texts(ofImage)) : SHELL;
  }

  private static List<String> command(JsonNode json) {
    List<String> command = new ArrayList<>();
    command.add(json.path("Path").asText(""));
    command.addAll(texts(json.path("Args")));
    command.removeIf(String::isEmpty);
    return command;
  }

  /** Values of environment variables are never kept: they are where secrets live. */
  private static List<String> environmentNames(JsonNode env) {
    return texts(env).stream().map(e -> e.split("=", 2)[0]).sorted().toList();
  }

  /** Compose renames what it replaces to {@code <12 digits>_name} for a while. */
  private static String plainName(String name) {
    return name.replaceFirst("^/", "").replaceFirst("^[0-9a-f]{12}_(?=.)", "");
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.asText()));
    return texts;
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    names.sort(null);
    return names;
  }

  private static Map<String, String> strings(JsonNode object) {
    Map<String, String> strings = new LinkedHashMap<>();
    object.properties().forEach(e -> strings.put(e.getKey(), e.getValue().asText()));
    return strings;
  }

  /** The engine writes the year 1 for "never". */
  private static @Nullable Instant instant(String text) {
    if (text.isEmpty()) {
      return null;
    }
    Instant instant = Timestamps.parse(text);
    return instant.isAfter(NEVER) ? instant : null;
  }

  private record RunState(JsonNode json) {
    @Nullable Instant time(String field) {
      return instant(json.path(field).asText(""));
    }
  }
}
