/**
 * The soak: thirty services on a real engine that do what healthy services do, for an hour, and if
 * wanted faults of all kinds among them. Tocsin is asked from outside only, by what it posts.
 */
@NullMarked
package io.tocsin.bench.soak;

import org.jspecify.annotations.NullMarked;
