/**
 * What was changed in the stacks of a host, by whomever: read off the facts of its containers, in
 * the time of the records, whatever order they come in. What must not live here: what broke, and
 * whether a change is to blame.
 */
@NullMarked
package io.tocsin.streams.change;

import org.jspecify.annotations.NullMarked;
