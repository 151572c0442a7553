package io.tocsin.streams.detect.apistorm;

import io.tocsin.streams.detect.apistorm.Calls.Call;
import java.time.Instant;

/** A call that was counted and may have to be taken back, or that may yet have to be counted. */
record Counted(Instant at, Call call) {}
