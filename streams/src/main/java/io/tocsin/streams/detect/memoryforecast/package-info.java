/** The detector {@code memory-forecast}: memory that grows towards its limit. */
@NullMarked
package io.tocsin.streams.detect.memoryforecast;

import org.jspecify.annotations.NullMarked;
