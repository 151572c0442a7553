/** The detector {@code request-rate}: a service is asked far more often than usual. */
@NullMarked
package io.tocsin.streams.detect.requestrate;

import org.jspecify.annotations.NullMarked;
