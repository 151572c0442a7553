package io.tocsin.app.demo;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Image;
import io.tocsin.app.problem.Unreachable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An image with a shell, without a registry: made of a static busybox of this host, else one that
 * the engine has already, the smallest that will do.
 */
final class DemoImage {
  private static final String NAME = "tocsin-demo:local";
  private static final List<Path> BUSYBOXES =
      List.of(Path.of("/bin/busybox"), Path.of("/usr/bin/busybox"), Path.of("/sbin/busybox"));
  private static final List<String> APPLETS =
      List.of("sh", "sleep", "cat", "dd", "tail", "touch", "rm", "test", "echo", "true", "head");
  private static final int MOST_TRIED = 12;

  /** How older engines write that an image has no name. */
  private static final String NO_NAME = "<none>";

  private final DockerClient client;
  private Optional<String> made = Optional.empty();
  private String name = "";
  private String origin = "";

  DemoImage(DockerClient client) {
    this.client = client;
  }

  /** Its name, as people would write it. */
  String name() {
    return name;
  }

  String shell() {
    return "/bin/sh";
  }

  String origin() {
    return origin;
  }

  void prepare() {
    Optional<Path> busybox = BUSYBOXES.stream().filter(Files::isExecutable).findFirst();
    if (busybox.isPresent() && make(busybox.get())) {
      return;
    }
    Stream<String> present =
        client.listImagesCmd().exec().stream()
            .filter(image -> image.getRepoTags() != null && image.getRepoTags().length > 0)
            .sorted(Comparator.comparing(Image::getSize))
            .map(image -> image.getRepoTags()[0])
            .filter(tag -> !tag.startsWith(NO_NAME))
            .limit(MOST_TRIED);
    name = present.filter(this::hasShell).findFirst().orElseThrow(DemoImage::none);
    origin = "an image that the engine has";
  }

  void remove() {
    made.ifPresent(
        image -> {
          try {
            client.removeImageCmd(image).withForce(true).exec();
          } catch (DockerException e) {
            // Another demonstration uses it; that one removes it.
          }
        });
  }

  private boolean make(Path busybox) {
    try {
      byte[] tar = DemoArchive.of(Files.readAllBytes(busybox), APPLETS);
      String image = client.createImageCmd(NAME, new ByteArrayInputStream(tar)).exec().getId();
      if (hasShell(image)) {
        made = Optional.of(image);
        name = NAME;
        origin = "an image made of " + busybox;
        return true;
      }
      client.removeImageCmd(image).withForce(true).exec();
    } catch (IOException | DockerException e) {
      // Not static, or not to be read: the next way is tried.
    }
    return false;
  }

  /** Whether a shell with the tools that the scripts use runs in it. */
  private boolean hasShell(String image) {
    String container = "";
    try {
      container =
          client
              .createContainerCmd(image)
              .withLabels(Map.of("tocsin.ignore", "true"))
              .withHostConfig(HostConfig.newHostConfig().withNetworkMode("none"))
              .withEntrypoint(shell())
              .withCmd(
                  "-c", "dd if=/dev/zero of=/dev/null bs=1 count=1 && sleep 0 && tail /dev/null")
              .exec()
              .getId();
      client.startContainerCmd(container).exec();
      return client.waitContainerCmd(container).start().awaitStatusCode() == 0;
    } catch (DockerException e) {
      return false;
    } finally {
      if (!container.isEmpty()) {
        client.removeContainerCmd(container).withForce(true).exec();
      }
    }
  }

  private static Unreachable none() {
    return new Unreachable(
        "There is no image to make containers of: no static busybox here, and no image with a"
            + " shell in the engine.",
        "Install one (Debian, Ubuntu: apt-get install busybox-static), or: docker pull busybox");
  }
}
