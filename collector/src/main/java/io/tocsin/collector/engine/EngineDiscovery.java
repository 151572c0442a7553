package io.tocsin.collector.engine;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the engine as the Docker command line would: what was configured, DOCKER_HOST, the current
 * context, and where none of these speaks, the usual sockets, of which the first that answers is
 * taken.
 */
public final class EngineDiscovery {
  private static final URI USUAL = URI.create("unix:///var/run/docker.sock");

  private final Surroundings surroundings;
  private final Probe probe;
  private final List<Candidate> candidates = new ArrayList<>();

  EngineDiscovery(Surroundings surroundings, Probe probe) {
    this.surroundings = surroundings;
    this.probe = probe;
  }

  /**
   * Looks, and asks each possible engine for its version, for two seconds at most.
   *
   * @param url as configured; null to look for one
   * @param tls as configured; null for none
   */
  public static Discovery find(@Nullable String url, EngineAddress.@Nullable TlsFiles tls) {
    return new EngineDiscovery(Surroundings.ofThisProcess(), new VersionProbe()).look(url, tls);
  }

  Discovery look(@Nullable String url, EngineAddress.@Nullable TlsFiles tls) {
    Optional<EngineAddress> told =
        url != null ? told("configuration", url, tls) : toldByEnvironment().or(this::toldByContext);
    EngineAddress address = told.orElseGet(this::search);
    return new Discovery(address, candidates);
  }

  private Optional<EngineAddress> toldByEnvironment() {
    Map<String, String> environment = surroundings.environment();
    String host = environment.getOrDefault("DOCKER_HOST", "");
    if (host.isBlank()) {
      candidates.add(new Candidate("DOCKER_HOST", "", false, "not set"));
      return Optional.empty();
    }
    return told("DOCKER_HOST", host, tlsOfEnvironment(environment));
  }

  private EngineAddress.@Nullable TlsFiles tlsOfEnvironment(Map<String, String> environment) {
    String folder = environment.getOrDefault("DOCKER_CERT_PATH", "");
    if (environment.getOrDefault("DOCKER_TLS_VERIFY", "").isEmpty()) {
      return null;
    }
    return EngineAddress.TlsFiles.in(
        folder.isEmpty() ? surroundings.home().resolve(".docker") : Path.of(folder));
  }

  private Optional<EngineAddress> toldByContext() {
    DockerContexts contexts = new DockerContexts(surroundings);
    DockerContexts.Found found = contexts.current();
    if (found.host() == null) {
      candidates.add(new Candidate(found.source(), "", false, found.reason()));
      return Optional.empty();
    }
    return told(found.source(), found.host(), found.tls());
  }

  /** An address that somebody chose is taken even if nobody answers there yet. */
  private Optional<EngineAddress> told(
      String source, String url, EngineAddress.@Nullable TlsFiles tls) {
    try {
      EngineAddress address = EngineAddress.parse(url, tls);
      String answer = ask(address);
      candidates.add(new Candidate(source, url, true, answer));
      return Optional.of(address);
    } catch (IllegalArgumentException e) {
      candidates.add(new Candidate(source, url, false, String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }

  private String ask(EngineAddress address) {
    try {
      return probe.version(address);
    } catch (EngineException e) {
      return "taken as told, though it does not answer: " + e.getMessage();
    }
  }

  private EngineAddress search() {
    EngineAddress taken = null;
    EngineAddress present = null;
    for (Map.Entry<String, URI> usual : surroundings.usualSockets().entrySet()) {
      EngineAddress address = new EngineAddress(usual.getValue(), null);
      if (taken != null) {
        add(usual, false, "not tried: an earlier one answered");
      } else if (!exists(address)) {
        add(usual, false, "no such socket");
      } else if (answers(usual, address)) {
        taken = address;
      } else if (present == null) {
        present = address;
      }
    }
    if (taken != null) {
      return taken;
    }
    return present != null ? present : new EngineAddress(USUAL, null);
  }

  private boolean answers(Map.Entry<String, URI> usual, EngineAddress address) {
    try {
      add(usual, true, probe.version(address));
      return true;
    } catch (EngineException e) {
      add(usual, false, "does not answer: " + e.getMessage());
      return false;
    }
  }

  private void add(Map.Entry<String, URI> usual, boolean taken, String reason) {
    candidates.add(new Candidate(usual.getKey(), usual.getValue().toString(), taken, reason));
  }

  private static boolean exists(EngineAddress address) {
    // pipes of Windows are not in any file system that Java can list: the probe will tell
    return !"unix".equals(address.uri().getScheme())
        || Files.exists(Path.of(address.uri().getPath()));
  }

  /** Asks an engine who it is. */
  interface Probe {
    /** Its version in words; throws an {@link EngineException} if it does not answer. */
    String version(EngineAddress address);
  }

  /**
   * A place where an engine could be.
   *
   * @param source who named it: {@code configuration}, {@code DOCKER_HOST}, a context, a usual
   *     socket
   * @param url empty where the source names none
   * @param taken whether it is the one
   * @param reason what was found there, and why it was not taken
   */
  public record Candidate(String source, String url, boolean taken, String reason) {}

  /**
   * What was found.
   *
   * @param address the engine to use, or to wait for if none is {@code taken}
   * @param candidates all places in the order in which they were considered
   */
  public record Discovery(EngineAddress address, List<Candidate> candidates) {
    public Discovery {
      candidates = List.copyOf(candidates);
    }

    /** Whether an engine was told or answered. */
    public boolean isFound() {
      return candidates.stream().anyMatch(Candidate::taken);
    }
  }
}
