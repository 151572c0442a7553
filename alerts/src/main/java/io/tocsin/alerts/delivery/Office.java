package io.tocsin.alerts.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.alerts.policy.Policy;
import io.tocsin.alerts.policy.Retries;
import java.time.InstantSource;
import java.util.function.DoubleSupplier;

/**
 * What all couriers of a process share.
 *
 * @param random uniform in [0, 1), for the jitter
 * @param capacity how many incidents can wait for one receiver
 */
public record Office(
    Policy policy,
    Retries retries,
    Ledger ledger,
    DeadLetters deadLetters,
    Post post,
    InstantSource clock,
    DoubleSupplier random,
    int capacity,
    MeterRegistry registry) {}
