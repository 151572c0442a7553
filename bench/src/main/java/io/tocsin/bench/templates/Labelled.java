package io.tocsin.bench.templates;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The lines of one system, each with the template that a person gave it.
 *
 * @param labels as many as there are lines
 */
record Labelled(String system, List<String> labels, List<String> lines) {
  private static final String ENDING = ".tsv";

  /** All files {@code SYSTEM.tsv} of a folder: a header, then {@code template<TAB>line}. */
  static List<Labelled> readAll(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().endsWith(ENDING)).sorted().toList();
    }
    if (files.isEmpty()) {
      throw new IllegalArgumentException("there are no files *" + ENDING + " in " + folder);
    }
    List<Labelled> systems = new ArrayList<>();
    for (Path file : files) {
      systems.add(read(file));
    }
    return systems;
  }

  private static Labelled read(Path file) throws IOException {
    List<String> labels = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (String row : Files.readString(file).lines().toList()) {
      int tab = row.indexOf('\t');
      if (tab >= 0) {
        labels.add(row.substring(0, tab));
        lines.add(row.substring(tab + 1));
      }
    }
    String name = String.valueOf(file.getFileName());
    return new Labelled(
        name.substring(0, name.length() - ENDING.length()),
        labels.subList(1, labels.size()),
        lines.subList(1, lines.size()));
  }
}
