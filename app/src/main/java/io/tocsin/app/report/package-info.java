/**
 * The post-incident report: computed from records in one pass and bounded memory, then told as a
 * page. What must not live here: how a page looks, where records come from, and any judgement of
 * what is wrong: that is the detectors'.
 */
@NullMarked
package io.tocsin.app.report;

import org.jspecify.annotations.NullMarked;
