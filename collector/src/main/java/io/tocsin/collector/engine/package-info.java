/**
 * The Docker Engine as the collector sees it: finding it, and calling it with restraint. Every call
 * and every stream goes through {@link io.tocsin.collector.engine.EngineClient}. What the answers
 * mean is not decided here.
 */
@NullMarked
package io.tocsin.collector.engine;

import org.jspecify.annotations.NullMarked;
