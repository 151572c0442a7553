package io.tocsin.app.replay;

import io.tocsin.telemetry.Incident;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a replay.
 *
 * @param incidents each in its last state, by the time of their detection
 * @param recorded those of the live run, likewise, as far as they are in the record
 * @param records of telemetry
 * @param findings how many were handed to correlation
 * @param first the time of the first record of telemetry; null if there was none
 * @param last of the last one
 * @param remarks what a person should know of it, a sentence each
 */
public record ReplayOutcome(
    List<Incident> incidents,
    List<Incident> recorded,
    long records,
    long findings,
    @Nullable Instant first,
    @Nullable Instant last,
    List<String> remarks) {}
