package io.tocsin.alerts.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.alerts.policy.Knowledge;
import io.tocsin.alerts.policy.Policy;
import io.tocsin.alerts.policy.Retries;
import java.time.InstantSource;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * What all couriers of a process share.
 *
 * @param knowledge what the policy stands on besides the incident and the ledger, at this moment
 * @param random uniform in [0, 1), for the jitter
 * @param capacity how many incidents can wait for one receiver
 */
public record Office(
    Policy policy,
    Supplier<Knowledge> knowledge,
    Retries retries,
    Ledger ledger,
    DeadLetters deadLetters,
    Post post,
    InstantSource clock,
    DoubleSupplier random,
    int capacity,
    MeterRegistry registry) {}
