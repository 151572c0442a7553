/** Tests of the storm. What must not live here: the storm itself. */
@NullMarked
package io.tocsin.bench.storm;

import org.jspecify.annotations.NullMarked;
