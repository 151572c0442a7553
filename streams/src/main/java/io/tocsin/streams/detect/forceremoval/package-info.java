/** The detector {@code force-removal}: a running container killed and destroyed unasked. */
@NullMarked
package io.tocsin.streams.detect.forceremoval;

import org.jspecify.annotations.NullMarked;
