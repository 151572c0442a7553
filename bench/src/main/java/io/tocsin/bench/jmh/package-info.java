/** The hot functions under JMH. */
@NullMarked
package io.tocsin.bench.jmh;

import org.jspecify.annotations.NullMarked;
