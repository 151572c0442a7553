package io.tocsin.app.doctor;

/**
 * What was found in one place.
 *
 * @param subject what was looked at: {@code engine}, {@code broker}, …
 * @param finding what is so
 * @param mend what to do; empty unless it is trouble
 */
public record Diagnosis(Verdict verdict, String subject, String finding, String mend) {
  /** How bad it is. */
  public enum Verdict {
    /** As it should be. */
    WELL,
    /** Worth knowing, and no trouble. */
    NOTE,
    /** Tocsin cannot do its work. */
    TROUBLE
  }

  static Diagnosis well(String subject, String finding) {
    return new Diagnosis(Verdict.WELL, subject, finding, "");
  }

  static Diagnosis note(String subject, String finding) {
    return new Diagnosis(Verdict.NOTE, subject, finding, "");
  }

  static Diagnosis trouble(String subject, String finding, String mend) {
    return new Diagnosis(Verdict.TROUBLE, subject, finding, mend);
  }
}
