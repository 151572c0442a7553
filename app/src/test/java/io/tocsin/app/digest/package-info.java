@NullMarked
package io.tocsin.app.digest;

import org.jspecify.annotations.NullMarked;
