/**
 * An alarm for counts a minute beyond what was learned: when it fires, says more, and is over. What
 * is counted, and when it is learned, is the detectors' own affair.
 */
@NullMarked
package io.tocsin.streams.detect.surge;

import org.jspecify.annotations.NullMarked;
