/**
 * What every receiver has in common: its port, the message, and the means to make foreign text
 * harmless. What must not live here: the format of any one receiver, delivery, Kafka.
 */
@NullMarked
package io.tocsin.alerts.receiver;

import org.jspecify.annotations.NullMarked;
