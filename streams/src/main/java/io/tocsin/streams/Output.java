package io.tocsin.streams;

import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.LearnedDependency;
import io.tocsin.telemetry.Progress;
import java.nio.ByteBuffer;

/** What processors give out. */
sealed interface Output {
  /** A detector found something. */
  record Found(Finding finding) implements Output {}

  /** So far has been read. */
  record Reached(Progress progress) implements Output {}

  /** An incident began, grew or ended. */
  record Told(Incident incident) implements Output {}

  /** A service's lines gave away on whom it depends. */
  record Learned(LearnedDependency dependency) implements Output {}

  /** A record that could not be processed; the reason is in the record's headers. */
  record Refused(ByteBuffer value) implements Output {}
}
