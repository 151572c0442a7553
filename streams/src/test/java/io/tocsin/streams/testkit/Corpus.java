package io.tocsin.streams.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads files of examples: a line each, or in blocks; what begins with # is a comment. */
public final class Corpus {
  private Corpus() {}

  public static List<String> lines(String resource) {
    return read(resource).lines().filter(line -> !isComment(line)).toList();
  }

  public static List<List<String>> blocks(String resource) {
    List<List<String>> blocks = new ArrayList<>();
    List<String> block = new ArrayList<>();
    for (String line : lines(resource)) {
      if (line.equals("---")) {
        blocks.add(List.copyOf(block));
        block.clear();
      } else {
        block.add(line);
      }
    }
    blocks.add(List.copyOf(block));
    return blocks;
  }

  private static boolean isComment(String line) {
    return line.isEmpty() || line.startsWith("#");
  }

  private static String read(String resource) {
    try (InputStream in = Corpus.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException("no resource " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
