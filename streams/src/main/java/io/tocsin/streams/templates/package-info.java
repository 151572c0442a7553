/**
 * What log messages have in common: an online miner of templates in bounded memory. What must not
 * live here: Kafka, clocks, regular expressions, rules for the logs of one product.
 */
@NullMarked
package io.tocsin.streams.templates;

import org.jspecify.annotations.NullMarked;
