/**
 * What a service has taught of counts a minute, and how improbable a count is against it. Plain
 * arithmetic: no rules, no findings.
 */
@NullMarked
package io.tocsin.streams.detect.baseline;

import org.jspecify.annotations.NullMarked;
