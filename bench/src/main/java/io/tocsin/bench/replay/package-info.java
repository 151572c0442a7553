/** How fast a recorded day is replayed, and in how much memory. No engine and no broker here. */
@NullMarked
package io.tocsin.bench.replay;

import org.jspecify.annotations.NullMarked;
