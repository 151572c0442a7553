/** What is missing in stacks that run well as yet: limits, health checks, conditions, tidiness. */
@NullMarked
package io.tocsin.streams.detect.audit;

import org.jspecify.annotations.NullMarked;
