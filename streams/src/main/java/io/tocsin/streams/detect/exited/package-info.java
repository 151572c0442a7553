/** The detector {@code exited}: a container failed and nobody restarts it. */
@NullMarked
package io.tocsin.streams.detect.exited;

import org.jspecify.annotations.NullMarked;
