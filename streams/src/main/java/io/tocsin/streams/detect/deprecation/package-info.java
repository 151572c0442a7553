/** The detector {@code deprecation}: what a service's platform says will be gone. */
@NullMarked
package io.tocsin.streams.detect.deprecation;

import org.jspecify.annotations.NullMarked;
