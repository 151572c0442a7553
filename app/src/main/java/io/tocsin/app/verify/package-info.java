/**
 * Whether a stack stays healthy for a while, as the gate after a deployment. What must not live
 * here: what the criteria are (the report has them) and how an incident comes about.
 */
@NullMarked
package io.tocsin.app.verify;

import org.jspecify.annotations.NullMarked;
