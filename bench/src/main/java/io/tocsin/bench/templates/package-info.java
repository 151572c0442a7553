/** Templates against what people say: grouping accuracy, and lines a second. */
@NullMarked
package io.tocsin.bench.templates;

import org.jspecify.annotations.NullMarked;
