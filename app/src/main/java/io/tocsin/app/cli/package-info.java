/**
 * The command line: options, help, output, exit codes. What must not live here: what the commands
 * do to Kafka or Docker.
 */
@NullMarked
package io.tocsin.app.cli;

import org.jspecify.annotations.NullMarked;
