/** The detector {@code api-storm}: too many state-changing calls to an engine. */
@NullMarked
package io.tocsin.streams.detect.apistorm;

import org.jspecify.annotations.NullMarked;
