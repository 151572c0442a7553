@NullMarked
package io.tocsin.bench.faults;

import org.jspecify.annotations.NullMarked;
