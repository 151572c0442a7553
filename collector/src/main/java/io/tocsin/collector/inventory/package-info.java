/**
 * What is known of the containers: inspections read into records, whose they are, which of them are
 * watched. No calls are made here and nothing is published.
 */
@NullMarked
package io.tocsin.collector.inventory;

import org.jspecify.annotations.NullMarked;
