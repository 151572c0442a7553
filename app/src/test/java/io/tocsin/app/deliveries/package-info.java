/** Tests of deliveries as people ask for them. */
@NullMarked
package io.tocsin.app.deliveries;

import org.jspecify.annotations.NullMarked;
