package io.tocsin.alerts.policy;

import java.time.Instant;

/**
 * What a decision stands on besides the incident and the ledger.
 *
 * @param receiver the name of who would be told
 * @param now the time of the decision
 */
public record Situation(String receiver, Instant now, Knowledge known) {}
