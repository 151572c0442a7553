/**
 * Whether the process does its work, in checks that a person can read. What must not live here: how
 * any part works.
 */
@NullMarked
package io.tocsin.app.health;

import org.jspecify.annotations.NullMarked;
