package io.tocsin.app.roles;

import io.tocsin.app.health.Check;
import java.util.function.Supplier;

/**
 * A part at work.
 *
 * @param check asked whenever somebody wants to know whether it is well
 * @param close stops it; must not last longer than two seconds
 */
record RunningPart(String name, Supplier<Check> check, Runnable close) {}
