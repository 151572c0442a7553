/** The detector {@code start-failed}: containers whose start the engine refused. */
@NullMarked
package io.tocsin.streams.detect.startfailed;

import org.jspecify.annotations.NullMarked;
