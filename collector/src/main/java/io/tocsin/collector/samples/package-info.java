/**
 * What containers use, sampled from the kernel's own files where they can be read, which costs the
 * engine nothing, and from its API where not.
 */
@NullMarked
package io.tocsin.collector.samples;

import org.jspecify.annotations.NullMarked;
