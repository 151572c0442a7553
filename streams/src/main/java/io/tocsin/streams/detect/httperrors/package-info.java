/** The detector {@code http-errors}: too many answers of 5xx in an access log. */
@NullMarked
package io.tocsin.streams.detect.httperrors;

import org.jspecify.annotations.NullMarked;
