@NullMarked
package io.tocsin.app.controls;

import org.jspecify.annotations.NullMarked;
