/** The detector {@code collector-silent}: a host has stopped reporting. */
@NullMarked
package io.tocsin.streams.detect.collectorsilent;

import org.jspecify.annotations.NullMarked;
