package io.tocsin.streams.advice;

import io.tocsin.streams.change.Makeup;
import io.tocsin.streams.change.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How to run a container anew that is gone, and that no Compose file describes. */
final class Again {
  /** Images bring them along. */
  private static final Set<String> OF_IMAGES =
      Set.of("PATH", "HOME", "LANG", "HOSTNAME", "TERM", "LC_ALL", "PWD");

  /** The engine's own networks, on which everything is unless told otherwise. */
  private static final String DEFAULT_NETWORK = "bridge";

  private Again() {}

  static String of(Place place) {
    Optional<Makeup> makeup = place.makeup().filter(made -> !made.image().isEmpty());
    if (makeup.isEmpty()) {
      return "Run %s again as it was; nobody has told of its image and settings"
          .formatted(place.service());
    }
    List<String> notKept = notKept(makeup.get());
    String rest =
        notKept.isEmpty()
            ? ""
            : " with its %s, which this does not hold".formatted(String.join(" and ", notKept));
    return "Bring %s back%s: %s".formatted(place.service(), rest, command(place, makeup.get()));
  }

  private static List<String> notKept(Makeup makeup) {
    List<String> notKept = new ArrayList<>();
    List<String> variables =
        makeup.environmentNames().stream().filter(name -> !OF_IMAGES.contains(name)).toList();
    if (!variables.isEmpty()) {
      notKept.add("environment (%s)".formatted(String.join(", ", variables)));
    }
    if (!makeup.lacksHealthCheck()) {
      notKept.add("health check");
    }
    if (!isWhole(makeup.command())) {
      notKept.add("command");
    }
    return notKept;
  }

  private static String command(Place place, Makeup makeup) {
    StringBuilder command = new StringBuilder("docker run -d --name " + place.container());
    makeup.restartPolicy().ifPresent(policy -> command.append(" --restart ").append(policy));
    makeup.networks().stream()
        .filter(network -> !network.equals(DEFAULT_NETWORK))
        .limit(1)
        .forEach(network -> command.append(" --network ").append(Shell.quote(network)));
    makeup.memoryLimit().ifPresent(limit -> command.append(" --memory ").append(limit.value()));
    makeup.cpus().ifPresent(cpus -> command.append(" --cpus ").append(Numbers.of(cpus)));
    makeup.processes().ifPresent(most -> command.append(" --pids-limit ").append(most));
    makeup.mounts().forEach(mount -> command.append(option(mount)));
    String[] words = makeup.command().split(" ", 2);
    boolean isKnown = isWhole(makeup.command());
    if (isKnown) {
      command.append(" --entrypoint ").append(words[0]);
    }
    command.append(' ').append(Shell.quote(place.image()));
    return isKnown && words.length > 1
        ? command.append(' ').append(words[1]).toString()
        : "" + command;
  }

  /** Whether all of it is known, and its first word can be told. */
  private static boolean isWhole(String command) {
    return !command.isEmpty()
        && !command.startsWith("'")
        && !command.contains("[redacted]")
        && !command.contains("…");
  }

  /** {@code volume shop_data:/data}, {@code bind /srv:/etc/shop:ro}, {@code tmpfs /run}. */
  private static String option(String mount) {
    int kind = mount.indexOf(' ');
    String where = mount.substring(kind + 1);
    if (mount.startsWith("tmpfs ")) {
      return " --tmpfs " + Shell.quote(where);
    }
    boolean isAnonymous = where.startsWith(":"); // the image asks for it
    return isAnonymous ? "" : " -v " + Shell.quote(where);
  }
}
