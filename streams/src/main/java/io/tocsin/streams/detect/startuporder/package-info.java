/** Services that are started before what they depend on is ready, and do not cope. */
@NullMarked
package io.tocsin.streams.detect.startuporder;

import org.jspecify.annotations.NullMarked;
