/**
 * Recorded topics into archives: one of a range of time, or a ring of them; with log lines masked
 * again or dropped where they are to be shared. What must not live here: how topics are read, and
 * how an archive looks.
 */
@NullMarked
package io.tocsin.app.record;

import org.jspecify.annotations.NullMarked;
