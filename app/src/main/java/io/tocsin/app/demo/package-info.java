/**
 * A stack that breaks in every way that outages do, on the local engine, for whoever wants to see
 * Tocsin at work; and its cleaning up. What must not live here: anything that real use needs.
 */
@NullMarked
package io.tocsin.app.demo;

import org.jspecify.annotations.NullMarked;
