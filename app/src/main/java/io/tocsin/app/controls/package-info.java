/**
 * What people say about incidents: silences are added, listed and ended, in the topic that all
 * notifiers follow. What must not live here: what a silence holds back.
 */
@NullMarked
package io.tocsin.app.controls;

import org.jspecify.annotations.NullMarked;
