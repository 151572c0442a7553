/** The detector {@code oom-kill}: the kernel killed for memory. */
@NullMarked
package io.tocsin.streams.detect.oomkill;

import org.jspecify.annotations.NullMarked;
