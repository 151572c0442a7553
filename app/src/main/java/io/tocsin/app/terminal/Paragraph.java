package io.tocsin.app.terminal;

import java.util.ArrayList;
import java.util.List;

/** Text in lines of a width, broken between words; a word that is longer stands in one line. */
final class Paragraph {
  private final int width;

  Paragraph(int width) {
    this.width = width;
  }

  /**
   * The text's lines.
   *
   * @param head what the first line begins with; the others are indented as far
   */
  List<String> of(String head, String text) {
    List<String> lines = new ArrayList<>();
    String indent = " ".repeat(head.length());
    StringBuilder line = new StringBuilder(head);
    int empty = line.length();
    for (String word : Inert.text(text).strip().split(" +", -1)) {
      if (line.length() > empty && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line = new StringBuilder(indent);
      }
      line.append(line.length() > empty ? " " : "").append(word);
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }
}
