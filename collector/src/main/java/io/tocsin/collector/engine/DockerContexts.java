package io.tocsin.collector.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The contexts of the Docker command line: {@code config.json} and {@code contexts/meta}. */
final class DockerContexts {
  private final ObjectMapper json = new ObjectMapper();
  private final Surroundings surroundings;
  private final Path folder;

  DockerContexts(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.folder = surroundings.dockerFolder();
  }

  Found current() {
    String name = surroundings.environment().getOrDefault("DOCKER_CONTEXT", "");
    try {
      return name.isEmpty() ? ofConfiguration() : of(name);
    } catch (IOException e) {
      return Found.none("Docker context", "cannot be read: " + e.getMessage());
    }
  }

  private Found ofConfiguration() throws IOException {
    Path file = folder.resolve("config.json");
    if (!Files.isReadable(file)) {
      return Found.none("Docker context", "no " + file);
    }
    String name = json.readTree(Files.readString(file)).path("currentContext").asText("");
    return name.isEmpty() || "default".equals(name)
        ? Found.none("Docker context", "none chosen in " + file)
        : of(name);
  }

  private Found of(String name) throws IOException {
    String source = "Docker context '" + name + "'";
    if ("default".equals(name)) {
      return Found.none(source, "stands for the usual socket");
    }
    String digest = sha256(name);
    Path meta = folder.resolve("contexts/meta").resolve(digest).resolve("meta.json");
    if (!Files.isReadable(meta)) {
      return Found.none(source, "chosen, but there is no " + meta);
    }
    JsonNode endpoint = json.readTree(Files.readString(meta)).at("/Endpoints/docker");
    String host = endpoint.path("Host").asText("");
    if (host.isEmpty()) {
      return Found.none(source, "names no host in " + meta);
    }
    Path tls = folder.resolve("contexts/tls").resolve(digest).resolve("docker");
    return new Found(
        source, host, Files.isDirectory(tls) ? EngineAddress.TlsFiles.in(tls) : null, "");
  }

  private static String sha256(String name) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(name.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** A context's host and TLS files, or the reason why there is none. */
  record Found(
      String source, @Nullable String host, EngineAddress.@Nullable TlsFiles tls, String reason) {
    static Found none(String source, String reason) {
      return new Found(source, null, null, reason);
    }
  }
}
