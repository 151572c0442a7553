/** A real browser, for tests of what it makes of a page. */
@NullMarked
package io.tocsin.app.report.browser;

import org.jspecify.annotations.NullMarked;
