package io.tocsin.app.archive;

/**
 * A part of an archive that cannot be read.
 *
 * @param at the byte at which it begins
 * @param bytes how many were skipped
 * @param lost how many records it took with it; -1 where nobody can know
 * @param what in words
 */
public record Damage(long at, long bytes, long lost, String what) {
  /** As many as nobody can know. */
  public static final long UNKNOWN = -1;

  @Override
  public String toString() {
    return "at byte %,d: %s%s".formatted(at, what, lostInWords());
  }

  private String lostInWords() {
    if (lost == UNKNOWN) {
      return "; nobody can know how many records are lost";
    }
    return lost == 0
        ? ""
        : lost == 1 ? "; 1 record is lost" : "; %,d records are lost".formatted(lost);
  }
}
