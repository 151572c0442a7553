/** The detector {@code cpu-throttling}: containers that use up their processor quota. */
@NullMarked
package io.tocsin.streams.detect.cputhrottling;

import org.jspecify.annotations.NullMarked;
