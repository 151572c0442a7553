package io.tocsin.collector.engine;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What discovery looks at.
 *
 * @param environment the process' environment
 * @param home the user's home
 * @param windows whether this is Windows
 */
record Surroundings(Map<String, String> environment, Path home, boolean windows) {

  static Surroundings ofThisProcess() {
    boolean windows =
        System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    return new Surroundings(
        System.getenv(), Path.of(System.getProperty("user.home", "/")), windows);
  }

  Path dockerFolder() {
    String configured = environment.getOrDefault("DOCKER_CONFIG", "");
    return configured.isEmpty() ? home.resolve(".docker") : Path.of(configured);
  }

  /** Names and addresses of the sockets that engines usually listen on, likeliest first. */
  Map<String, URI> usualSockets() {
    Map<String, URI> sockets = new LinkedHashMap<>();
    if (windows) {
      sockets.put("Docker's pipe", URI.create("npipe:////./pipe/docker_engine"));
      sockets.put("Docker Desktop's pipe", URI.create("npipe:////./pipe/dockerDesktopLinuxEngine"));
      sockets.put("Podman's pipe", URI.create("npipe:////./pipe/podman-machine-default"));
      return sockets;
    }
    sockets.put("the usual socket", unix("/var/run/docker.sock"));
    String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
    if (!runtime.isEmpty()) {
      sockets.put("rootless Docker's socket", unix(runtime + "/docker.sock"));
    }
    sockets.put("Docker Desktop's socket", unix(home + "/.docker/desktop/docker.sock"));
    sockets.put("Docker Desktop's socket on a Mac", unix(home + "/.docker/run/docker.sock"));
    sockets.put("Colima's socket", unix(home + "/.colima/default/docker.sock"));
    sockets.put("Podman's socket", unix("/run/podman/podman.sock"));
    if (!runtime.isEmpty()) {
      sockets.put("rootless Podman's socket", unix(runtime + "/podman/podman.sock"));
    }
    return sockets;
  }

  private static URI unix(String path) {
    return URI.create("unix://" + path.replace(" ", "%20"));
  }
}
