package io.tocsin.bench.pictures;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Draws pages by a Chromium without a window. */
final class Chromium {
  private static final int WIDTH = 640;
  private static final Pattern HEIGHT = Pattern.compile("data-height=\"(\\d+)\"");
  private static final String MEASURE =
      "<script>document.documentElement.dataset.height="
          + "Math.ceil(document.body.getBoundingClientRect().height)</script>";

  private final String program;
  private final Path folder;

  /**
   * @param folder for what it must keep
   */
  Chromium(String program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  /** Draws all of the page, as high as it is. */
  void draw(String html, Path file) throws IOException, InterruptedException {
    Path page = folder.resolve("page.html");
    Files.writeString(page, html.replace("</body>", MEASURE + "</body>"));
    Matcher height = HEIGHT.matcher(run(page, "--dump-dom", "--window-size=" + WIDTH + ",900"));
    if (!height.find()) {
      throw new IOException(program + " does not say how high the page is");
    }
    run(
        page,
        "--screenshot=" + file.toAbsolutePath(),
        "--force-device-scale-factor=1.5",
        "--window-size=" + WIDTH + ',' + height.group(1));
  }

  private String run(Path page, String... options) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                program,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--user-data-dir=" + folder.resolve("profile")));
    command.addAll(List.of(options));
    command.add(page.toUri().toString());
    Process process =
        new ProcessBuilder(command).redirectError(folder.resolve("chromium.err").toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(Files.readString(folder.resolve("chromium.err")));
    }
    return out;
  }
}
