/** How a soak is judged. */
@NullMarked
package io.tocsin.bench.soak;

import org.jspecify.annotations.NullMarked;
