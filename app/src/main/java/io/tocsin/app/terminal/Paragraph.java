package io.tocsin.app.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Text in lines of a width, broken between words; a word that is longer stands in one line. */
public final class Paragraph {
  private static final Pattern PAINT = Pattern.compile("\u001b\\[[0-9;]*m");

  private final int width;

  /** The lines are so wide at most, in columns. */
  public Paragraph(int width) {
    this.width = width;
  }

  /**
   * The text's lines.
   *
   * @param head what the first line begins with, in colours or not; the others are indented as far
   */
  public List<String> of(String head, String text) {
    return of(head, PAINT.matcher(head).replaceAll("").length(), text);
  }

  /** As {@link #of(String, String)}, the lines after the first indented by so many columns. */
  List<String> of(String head, int indent, String text) {
    int room = width - PAINT.matcher(head).replaceAll("").length();
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : Inert.text(text).split(" +", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > room) {
        lines.add(line.toString());
        line = new StringBuilder();
        room = width - indent;
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    String blank = " ".repeat(indent);
    return IntStream.range(0, lines.size())
        .mapToObj(i -> ((i == 0 ? head : blank) + lines.get(i)).stripTrailing())
        .toList();
  }
}
