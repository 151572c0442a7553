/** Start-up, memory and idle CPU of the whole process, beside so many containers. */
@NullMarked
package io.tocsin.bench.footprint;

import org.jspecify.annotations.NullMarked;
