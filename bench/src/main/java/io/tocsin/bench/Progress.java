package io.tocsin.bench;

/** Tells the person who waits what is going on. */
public final class Progress {
  private Progress() {}

  @SuppressWarnings("SystemOut") // the standard error of a command is where progress goes
  public static void say(String message) {
    System.err.println(message);
  }
}
