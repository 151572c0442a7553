/** Records as an engine would cause them, and a stage for detectors to play on. For tests only. */
@NullMarked
package io.tocsin.streams.testkit;

import org.jspecify.annotations.NullMarked;
