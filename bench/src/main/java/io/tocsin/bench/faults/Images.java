package io.tocsin.bench.faults;

import io.tocsin.bench.Folders;
import io.tocsin.bench.engine.Docker;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The images that the services run on: the same program, and two releases that do not work. */
final class Images {
  static final String GOOD = "tocsin/faults:1";

  /** A release that cannot be imported. */
  static final String BROKEN = "tocsin/faults:2";

  /** A release without the command that it is to run. */
  static final String EMPTY = "tocsin/faults:3";

  private static final String MAKER = "tocsin-faults-maker";
  private static final String COMMAND = "CMD [\"sh\", \"/app/main\"]";

  private Images() {}

  static void make() throws IOException, InterruptedException {
    Path folder = Folders.temporary("faults");
    try {
      Path app = Files.createDirectory(folder.resolve("app"));
      for (String name : List.of("main", "serve", "words")) {
        copy(name, app.resolve(name));
      }
      Docker.run("create", "--name", MAKER, Docker.IMAGE, "true");
      Docker.run("cp", app.toString(), MAKER + ":/");
      Docker.run("commit", "--change", COMMAND, MAKER, GOOD);
      Docker.run("commit", "--change", "CMD [\"/app/server\"]", MAKER, EMPTY);
      Files.createFile(app.resolve("broken"));
      Docker.run("cp", app.toString(), MAKER + ":/");
      Docker.run("commit", "--change", COMMAND, MAKER, BROKEN);
    } finally {
      Docker.tryRun("rm", MAKER);
      Folders.delete(folder);
    }
  }

  static void remove() throws InterruptedException {
    Docker.tryRun("rmi", GOOD, BROKEN, EMPTY);
  }

  private static void copy(String name, Path to) throws IOException {
    try (InputStream script = Images.class.getResourceAsStream("app/" + name)) {
      if (script == null) {
        throw new IOException("there is no script " + name);
      }
      Files.copy(script, to);
    }
  }
}
