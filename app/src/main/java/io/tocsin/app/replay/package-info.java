/**
 * Recorded telemetry through the very detectors and the very correlation of the live run, as fast
 * as it goes, and what came of it compared. What must not live here: how a record is read from a
 * topic or a file, and how results are shown.
 */
@NullMarked
package io.tocsin.app.replay;

import org.jspecify.annotations.NullMarked;
