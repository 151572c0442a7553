/**
 * The command tocsin: roles, configuration, embedded broker, console. The only place that wires the
 * modules together.
 */
@NullMarked
package io.tocsin.app;

import org.jspecify.annotations.NullMarked;
