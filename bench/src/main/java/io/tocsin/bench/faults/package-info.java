/**
 * The fault suite: whole stacks on the real engine, faults of which the cause is known, and what
 * Tocsin made of them. The stacks and the truth are data ({@code suite.yml}).
 */
@NullMarked
package io.tocsin.bench.faults;

import org.jspecify.annotations.NullMarked;
