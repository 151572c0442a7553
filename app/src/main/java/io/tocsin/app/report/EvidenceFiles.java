package io.tocsin.app.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.telemetry.Wire;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Writes evidence as it comes: a numbered file of JSON lines for each kind, so that every number of
 * the report can be counted again. Bounded; what is left out is counted in the index.
 */
public final class EvidenceFiles implements Witness, AutoCloseable {
  private static final int MOST_LINES = 250_000;

  private final Path folder;
  private final ObjectMapper json = Wire.mapper();
  private final Map<About, BufferedWriter> files = new EnumMap<>(About.class);
  private final Map<About, Long> written = new EnumMap<>(About.class);

  /** Makes the folder if need be. */
  public EvidenceFiles(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  @Override
  public void record(About about, String note, List<?> records) {
    if (written.merge(about, 1L, Long::sum) > MOST_LINES) {
      return;
    }
    ObjectNode line = json.createObjectNode();
    line.put("of", note);
    ArrayNode all = line.putArray("records");
    records.forEach(
        record -> all.add(json.<com.fasterxml.jackson.databind.JsonNode>valueToTree(record)));
    try {
      BufferedWriter file = files.get(about);
      if (file == null) {
        file = Files.newBufferedWriter(folder.resolve(about.file()), UTF_8);
        files.put(about, file);
      }
      file.write(line.toString());
      file.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    for (BufferedWriter file : files.values()) {
      file.close();
    }
    StringBuilder index = new StringBuilder("# Evidence\n\n");
    index.append("One line of JSON for each thing that was counted; `of` says of what.\n\n");
    index.append("| file | lines | what |\n| :--- | ---: | :--- |\n");
    written.forEach(
        (about, count) ->
            index
                .append(
                    "| [%s](%s) | %,d"
                        .formatted(about.file(), about.file(), Math.min(count, MOST_LINES)))
                .append(count > MOST_LINES ? " of %,d".formatted(count) : "")
                .append(" | ")
                .append(about.words())
                .append(" |\n"));
    index.append("\nTo count again, for example the errors by cluster:\n\n");
    index.append("    jq -r .of 01-errors.jsonl | sort | uniq -c | sort -rn\n");
    Files.writeString(folder.resolve("index.md"), index);
  }
}
