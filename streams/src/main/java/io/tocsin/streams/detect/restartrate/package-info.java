/** The detector {@code restart-rate}: containers that die by themselves and are started again. */
@NullMarked
package io.tocsin.streams.detect.restartrate;

import org.jspecify.annotations.NullMarked;
