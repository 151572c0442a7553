/**
 * The configuration: from a YAML file, the environment and the command line into immutable records,
 * with every error at once and the origin of every value. What must not live here: anything that
 * connects.
 */
@NullMarked
package io.tocsin.app.config;

import org.jspecify.annotations.NullMarked;
