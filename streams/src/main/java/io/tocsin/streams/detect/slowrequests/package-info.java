/** The detector {@code slow-requests}: latencies in an access log. */
@NullMarked
package io.tocsin.streams.detect.slowrequests;

import org.jspecify.annotations.NullMarked;
