/** The detector {@code memory-ratio}: a container close to its memory limit. */
@NullMarked
package io.tocsin.streams.detect.memoryratio;

import org.jspecify.annotations.NullMarked;
