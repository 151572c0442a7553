/**
 * What can go wrong for the person who runs Tocsin, said with a mend and an exit code. What must
 * not live here: anything that knows of Kafka, Docker or HTTP.
 */
@NullMarked
package io.tocsin.app.problem;

import org.jspecify.annotations.NullMarked;
