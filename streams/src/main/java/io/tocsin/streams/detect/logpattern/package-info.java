/** The detector {@code log-pattern}: a person's own regular expression. */
@NullMarked
package io.tocsin.streams.detect.logpattern;

import org.jspecify.annotations.NullMarked;
