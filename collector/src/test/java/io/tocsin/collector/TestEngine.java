package io.tocsin.collector;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** The engine of this machine, with a tiny image; removes on close what it made. */
final class TestEngine implements AutoCloseable {
  static final String URL = "unix:///var/run/docker.sock";
  static final String IMAGE = "tocsin/busybox:test";
  private static final List<String> APPLETS =
      List.of("sh", "sleep", "echo", "cat", "dd", "tail", "true", "false", "seq", "test", "touch");

  private final String prefix;
  private final DockerClient docker;
  private final List<String> made = new ArrayList<>();

  TestEngine(String prefix) {
    this.prefix = prefix;
    DefaultDockerClientConfig config =
        DefaultDockerClientConfig.createDefaultConfigBuilder()
            .withDockerHost(URL)
            .withApiVersion("1.41")
            .build();
    this.docker =
        DockerClientImpl.getInstance(
            config,
            new ZerodepDockerHttpClient.Builder().dockerHost(config.getDockerHost()).build());
    makeImage();
  }

  DockerClient docker() {
    return docker;
  }

  /** A name that no other test uses. */
  String name(String name) {
    return prefix + "-" + name;
  }

  String create(String name, Consumer<CreateContainerCmd> how, String... command) {
    try (CreateContainerCmd create = docker.createContainerCmd(IMAGE)) {
      create.withName(name(name)).withCmd(command).withHostConfig(HostConfig.newHostConfig());
      how.accept(create);
      String id = create.exec().getId();
      made.add(id);
      return id;
    }
  }

  String run(String name, Consumer<CreateContainerCmd> how, String... command) {
    String id = create(name, how, command);
    docker.startContainerCmd(id).exec();
    return id;
  }

  void limit(String id, long memory) {
    docker.updateContainerCmd(id).withMemory(memory).withMemorySwap(memory).exec();
  }

  void remove(String id) {
    try {
      docker.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
    } catch (NotFoundException e) {
      // already gone, as wanted
    }
  }

  private void makeImage() {
    try {
      docker.inspectImageCmd(IMAGE).exec();
    } catch (NotFoundException e) {
      docker.createImageCmd(IMAGE, new ByteArrayInputStream(rootFileSystem())).exec();
    }
  }

  private static byte[] rootFileSystem() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      byte[] busybox = Files.readAllBytes(Path.of("/bin/busybox"));
      TarArchiveEntry binary = new TarArchiveEntry("bin/busybox");
      binary.setMode(0100755);
      binary.setSize(busybox.length);
      tar.putArchiveEntry(binary);
      tar.write(busybox);
      tar.closeArchiveEntry();
      for (String applet : APPLETS) {
        TarArchiveEntry link = new TarArchiveEntry("bin/" + applet, TarArchiveEntry.LF_SYMLINK);
        link.setLinkName("busybox");
        tar.putArchiveEntry(link);
        tar.closeArchiveEntry();
      }
      TarArchiveEntry tmp = new TarArchiveEntry("tmp/");
      tar.putArchiveEntry(tmp);
      tar.closeArchiveEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static Map<String, String> compose(String project, String service) {
    return Map.of(
        "com.docker.compose.project", project,
        "com.docker.compose.service", service,
        "com.docker.compose.oneoff", "False");
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    made.forEach(this::remove);
    docker.close();
  }
}
