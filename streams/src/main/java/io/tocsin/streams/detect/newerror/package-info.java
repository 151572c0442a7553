/** The detector {@code new-error}: errors of a kind that the service never logged before. */
@NullMarked
package io.tocsin.streams.detect.newerror;

import org.jspecify.annotations.NullMarked;
