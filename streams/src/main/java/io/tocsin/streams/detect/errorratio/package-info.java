/** The detector {@code error-ratio}: too many of a service's log entries are errors. */
@NullMarked
package io.tocsin.streams.detect.errorratio;

import org.jspecify.annotations.NullMarked;
