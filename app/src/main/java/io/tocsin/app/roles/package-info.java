/**
 * The parts of the pipeline put together and kept running: broker, topics, collector, topologies,
 * notifier. What must not live here: the command line.
 */
@NullMarked
package io.tocsin.app.roles;

import org.jspecify.annotations.NullMarked;
