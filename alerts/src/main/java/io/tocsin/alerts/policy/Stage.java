package io.tocsin.alerts.policy;

import org.jspecify.annotations.Nullable;

/**
 * One step of the policy.
 *
 * @param name what people call it
 * @param about what it decides, in one sentence
 */
record Stage(String name, String about, Step step) {
  /** Decides, or leaves it to the steps that follow. */
  interface Step {
    @Nullable Decision judge(Question question);
  }
}
