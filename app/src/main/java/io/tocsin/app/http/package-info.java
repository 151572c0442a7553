/**
 * Health, metrics, the API and the page for people. What must not live here: how the answers come
 * about.
 */
@NullMarked
package io.tocsin.app.http;

import org.jspecify.annotations.NullMarked;
