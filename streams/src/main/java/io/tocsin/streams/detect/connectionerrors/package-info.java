/** The detector {@code connection-errors}: a service says that another does not serve it. */
@NullMarked
package io.tocsin.streams.detect.connectionerrors;

import org.jspecify.annotations.NullMarked;
