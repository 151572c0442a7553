/** The detector {@code unhealthy}: a health check fails or flaps. */
@NullMarked
package io.tocsin.streams.detect.unhealthy;

import org.jspecify.annotations.NullMarked;
