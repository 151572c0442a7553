package io.tocsin.app.report;

import java.util.List;
import java.util.Locale;

/** Who writes down the records that the report's numbers are counted from. */
public interface Witness {
  /** Nobody. */
  Witness NONE = (about, note, records) -> {};

  /**
   * Takes down what a number stands on.
   *
   * @param note by which records of one kind are told apart, such as the id of a cluster
   * @param records as they came
   */
  void record(About about, String note, List<?> records);

  /** What records are about; each has a numbered file. */
  enum About {
    ERRORS("log entries that are errors, by cluster"),
    WARNINGS("log entries that are warnings, by cluster"),
    FAILED_REQUESTS("access-log lines with a status of 500 or more, by status"),
    EXITS(
        "ends of containers by themselves, by exit code: the engine's events, and lines that say"
            + " so"),
    RESTARTS("starts of containers that had ended by themselves, by service"),
    MEMORY_PEAKS("samples with more memory than any before them, by container"),
    DEPRECATIONS("log lines that warn of what will be gone, by cluster"),
    FINDINGS("what detectors found, each time that it was told, by detector"),
    INCIDENTS("incidents, each revision, by id"),
    GAPS("telemetry that was lost, by source");

    private final String words;

    About(String words) {
      this.words = words;
    }

    /** What is in the file. */
    public String words() {
      return words;
    }

    /** {@code 03}: by which the report's text names it. */
    public String number() {
      return String.format(Locale.ROOT, "%02d", List.of(values()).indexOf(this) + 1);
    }

    /** {@code 03-failed-requests.jsonl}. */
    public String file() {
      return number() + "-" + name().toLowerCase(Locale.ROOT).replace('_', '-') + ".jsonl";
    }
  }
}
