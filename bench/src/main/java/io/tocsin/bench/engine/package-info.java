/** A real Docker Engine, a real Tocsin and a receiver, handled from outside. No figures here. */
@NullMarked
package io.tocsin.bench.engine;

import org.jspecify.annotations.NullMarked;
