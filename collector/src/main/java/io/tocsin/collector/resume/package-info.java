/**
 * Going on where an earlier process ended, by what it left in the topics. Reads only; what is to be
 * done with it is decided elsewhere.
 */
@NullMarked
package io.tocsin.collector.resume;

import org.jspecify.annotations.NullMarked;
