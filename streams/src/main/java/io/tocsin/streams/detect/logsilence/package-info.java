/** The detector {@code log-silence}: a steady logger stops. */
@NullMarked
package io.tocsin.streams.detect.logsilence;

import org.jspecify.annotations.NullMarked;
