package io.tocsin.app.doctor;

import io.tocsin.app.config.Settings;
import io.tocsin.telemetry.Bytes;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether the data folder can be written and has room. */
final class DataExamination {
  private static final Bytes LEAST = new Bytes(512L << 20);
  private static final Bytes ENOUGH = new Bytes(4L << 30);

  private final Path data;
  private final boolean isEmbedded;

  DataExamination(Settings settings) {
    this.data = settings.data();
    this.isEmbedded = settings.kafka().isEmbedded();
  }

  List<Diagnosis> run() {
    Path existing = nearestExisting();
    if (!Files.isWritable(existing)) {
      return List.of(
          Diagnosis.trouble(
              "data",
              data + " cannot be written",
              "Choose another folder (--data DIR), or give this user the right to write there."));
    }
    try {
      return List.of(room(Files.getFileStore(existing)));
    } catch (IOException e) {
      return List.of(Diagnosis.trouble("data", data + ": " + e, "Choose another: --data DIR."));
    }
  }

  private Diagnosis room(FileStore store) throws IOException {
    Bytes free = new Bytes(store.getUsableSpace());
    String text = data + " can be written; " + free + " are free";
    if (free.compareTo(LEAST) < 0) {
      return Diagnosis.trouble(
          "data",
          text,
          "Make room: below " + LEAST + " the broker and the spool soon stand still.");
    }
    return isEmbedded && free.compareTo(ENOUGH) < 0
        ? Diagnosis.note("data", text + "; the embedded broker may take up to about 2.5 GiB")
        : Diagnosis.well("data", text);
  }

  private Path nearestExisting() {
    Path folder = data;
    while (folder.getParent() != null && !Files.exists(folder)) {
      folder = folder.getParent();
    }
    return folder;
  }
}
