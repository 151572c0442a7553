/**
 * What a day's telemetry shows that was no incident: near misses, and what is never used. What must
 * not live here: who is told of it, and when.
 */
@NullMarked
package io.tocsin.app.digest;

import org.jspecify.annotations.NullMarked;
