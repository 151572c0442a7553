/**
 * The engine's events: read, completed with what only an inspection right afterwards can tell, put
 * right where some were missed, and published in their order.
 */
@NullMarked
package io.tocsin.collector.events;

import org.jspecify.annotations.NullMarked;
