/**
 * What a person would do next about an incident, with the real names and numbers, in commands that
 * can be pasted. What must not live here: what the cause is.
 */
@NullMarked
package io.tocsin.streams.advice;

import org.jspecify.annotations.NullMarked;
