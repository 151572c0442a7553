/**
 * Looks whether everything that Tocsin needs is there, and says the mend where it is not. What must
 * not live here: mending.
 */
@NullMarked
package io.tocsin.app.doctor;

import org.jspecify.annotations.NullMarked;
