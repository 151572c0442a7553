/** Tests of the dead-man's switch. */
@NullMarked
package io.tocsin.app.heartbeat;

import org.jspecify.annotations.NullMarked;
