package io.tocsin.bench.storm;

import java.time.Duration;

/**
 * How hard it storms.
 *
 * @param incidents how many open
 * @param over in what time
 * @param killEvery how long the notifier lives on the mean until it is killed
 * @param timeout how long the notifier waits for an answer
 * @param deadline how long after the last incident all must be told
 */
record StormPlan(
    int incidents, Duration over, Duration killEvery, Duration timeout, Duration deadline) {}
