package io.tocsin.app.report;

/** What happened in one stretch of time. */
final class Cell {
  long entries;
  long errors;
  long warnings;
  long requests;
  long failures;
  long restarts;
  double memoryRatio;
  final Quantiles millis = new Quantiles();

  Cell plus(Cell other) {
    entries += other.entries;
    errors += other.errors;
    warnings += other.warnings;
    requests += other.requests;
    failures += other.failures;
    restarts += other.restarts;
    memoryRatio = Math.max(memoryRatio, other.memoryRatio);
    millis.add(other.millis);
    return this;
  }
}
