package io.tocsin.app.terminal;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Where a command writes. Results go to the one stream, progress and errors to the other. */
public final class Terminal {
  private static final int USUAL_WIDTH = 80;
  private static final int NARROWEST = 60;
  private static final int WIDEST = 160;

  private final PrintStream out;
  private final PrintStream err;
  private final boolean isColoured;
  private final int width;

  public Terminal(PrintStream out, PrintStream err, boolean isColoured) {
    this(out, err, isColoured, USUAL_WIDTH);
  }

  public Terminal(PrintStream out, PrintStream err, boolean isColoured, int width) {
    this.out = out;
    this.err = err;
    this.isColoured = isColoured;
    this.width = Math.max(NARROWEST, Math.min(WIDEST, width));
  }

  /** How many columns text is to fill: between 60 and 160, and 80 where nobody knows. */
  public int width() {
    return width;
  }

  /** The process' own streams, in UTF-8. The launcher knows whether a person watches. */
  public static Terminal ofProcess() {
    boolean isWatched = Boolean.getBoolean("tocsin.tty");
    return new Terminal(
        new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, UTF_8),
        new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.err), true, UTF_8),
        isWatched && System.getenv("NO_COLOR") == null,
        Integer.getInteger("tocsin.columns", USUAL_WIDTH));
  }

  private static final java.nio.charset.Charset UTF_8 = StandardCharsets.UTF_8;

  /** A result. */
  public void line(String text) {
    out.println(text);
  }

  /** Progress, a hint or an error. */
  public void note(String text) {
    err.println(text);
  }

  public PrintStream out() {
    return out;
  }

  public PrintStream err() {
    return err;
  }

  public boolean isColoured() {
    return isColoured;
  }

  /** The text in a colour where colours are wanted. */
  public String paint(Colour colour, String text) {
    return isColoured ? "\u001b[" + colour.code + "m" + text + "\u001b[0m" : text;
  }

  /** The colours in use. */
  public enum Colour {
    RED("31;1"),
    YELLOW("33"),
    GREEN("32"),
    GREY("2"),
    BOLD("1");

    private final String code;

    Colour(String code) {
      this.code = code;
    }
  }
}
