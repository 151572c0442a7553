/**
 * What is on a host as a whole: its size, its engine, its containers, what lies on its disk. Asked
 * for seldom, because the engine counts long; nothing else waits for it.
 */
@NullMarked
package io.tocsin.collector.census;

import org.jspecify.annotations.NullMarked;
