/**
 * A page made of headings, tables, figures and quoted text, and its two forms: Markdown and
 * self-contained HTML. Each section is written once, as blocks, and each form escapes in one place:
 * so it is plain Java and no template language, of which there would be two templates a section,
 * and a compiler to start. What must not live here: what a page is about.
 */
@NullMarked
package io.tocsin.app.report.page;

import org.jspecify.annotations.NullMarked;
