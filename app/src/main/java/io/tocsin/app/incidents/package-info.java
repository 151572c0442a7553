/**
 * Incidents as people ask for them: what is open and what was, read back from the topic. What must
 * not live here: how an incident comes about, and who is told.
 */
@NullMarked
package io.tocsin.app.incidents;

import org.jspecify.annotations.NullMarked;
