/**
 * The rules in force: read from files and from their topic, published when the files change. What
 * must not live here: what rules mean.
 */
@NullMarked
package io.tocsin.app.rules;

import org.jspecify.annotations.NullMarked;
