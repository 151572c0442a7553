/**
 * What became of each incident at each receiver, read back from the ledger, and what is to be told
 * again. What must not live here: the telling.
 */
@NullMarked
package io.tocsin.app.deliveries;

import org.jspecify.annotations.NullMarked;
