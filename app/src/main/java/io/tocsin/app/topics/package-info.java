/**
 * The topics that Tocsin needs: made where they are missing, checked where they exist. What must
 * not live here: what goes through them.
 */
@NullMarked
package io.tocsin.app.topics;

import org.jspecify.annotations.NullMarked;
