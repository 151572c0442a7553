/** The detector {@code error-spike}: more error lines than the service has taught to expect. */
@NullMarked
package io.tocsin.streams.detect.errorspike;

import org.jspecify.annotations.NullMarked;
