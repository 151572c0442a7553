/** How log lines are written and read: sizes and times of the ways that were weighed. */
@NullMarked
package io.tocsin.bench.encoding;

import org.jspecify.annotations.NullMarked;
