/**
 * A real Kafka broker inside this process. Kafka's internal classes are used here and nowhere else.
 * What must not live here: topics, roles, configuration files.
 */
@NullMarked
package io.tocsin.app.broker;

import org.jspecify.annotations.NullMarked;
