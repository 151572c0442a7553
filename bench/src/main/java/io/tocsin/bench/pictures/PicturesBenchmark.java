package io.tocsin.bench.pictures;

import io.tocsin.bench.Arguments;
import io.tocsin.bench.Benchmark;
import io.tocsin.bench.Folders;
import io.tocsin.bench.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Nothing is measured: draws the pictures of docs/receivers.md anew. */
public final class PicturesBenchmark implements Benchmark {
  @Override
  public String name() {
    return "pictures";
  }

  @Override
  public String summary() {
    return "draws what each receiver shows of the messages that it is sent (needs Chromium)";
  }

  @Override
  public String usage() {
    return "--into docs/receivers --chromium chromium [NAME …]";
  }

  @Override
  public Map<String, Object> run(Arguments arguments) throws Exception {
    arguments.allow(Set.of("into", "chromium"));
    Path into = Path.of(arguments.text("into", "docs/receivers"));
    Path folder = Folders.temporary("pictures");
    Map<String, Object> figures = new LinkedHashMap<>();
    try {
      Chromium chromium = new Chromium(arguments.text("chromium", "chromium"), folder);
      for (Picture picture : chosen(arguments.others())) {
        Path file = into.resolve(picture.name() + ".png");
        chromium.draw(picture.html(style()), file);
        shrink(file);
        figures.put(picture.name(), Files.size(file));
        Progress.say(file + ", " + Files.size(file) + " bytes");
      }
    } finally {
      Folders.delete(folder);
    }
    return figures;
  }

  /** To 64 colours, where pngquant is installed: a third of the bytes, and nobody sees it. */
  private static void shrink(Path file) throws InterruptedException {
    try {
      new ProcessBuilder("pngquant", "--force", "--ext", ".png", "64", file.toString())
          .inheritIO()
          .start()
          .waitFor();
    } catch (IOException e) {
      Progress.say("as large as it is, without pngquant");
    }
  }

  private static List<Picture> chosen(List<String> names) {
    return Picture.all().stream()
        .filter(picture -> names.isEmpty() || names.contains(picture.name()))
        .toList();
  }

  private static String style() throws IOException {
    try (InputStream in = PicturesBenchmark.class.getResourceAsStream("looks.css")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
