/**
 * The dead-man's switch: tells somebody outside, again and again, that all is well here. What must
 * not live here: what well means.
 */
@NullMarked
package io.tocsin.app.heartbeat;

import org.jspecify.annotations.NullMarked;
