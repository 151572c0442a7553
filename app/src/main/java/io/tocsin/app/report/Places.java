package io.tocsin.app.report;

import io.tocsin.telemetry.Subject;
import java.util.Collection;

/**
 * How a report calls services: by their names alone, and with the stack where it tells of several,
 * for each of them may have a {@code db}.
 */
record Places(boolean isOfSeveralStacks) {
  static Places of(Collection<Subject> subjects) {
    long stacks =
        subjects.stream()
            .map(Subject::stack)
            .filter(stack -> !stack.isEmpty())
            .distinct()
            .limit(2)
            .count();
    return new Places(stacks > 1);
  }

  /** A service; its stack, where it is of no single one. */
  String name(String stack, String service) {
    if (!isOfSeveralStacks || stack.isEmpty()) {
      return service;
    }
    return service.isEmpty() ? stack : stack + "/" + service;
  }

  String name(Subject subject) {
    return name(subject.stack(), subject.service());
  }

  /** A service, or the host. */
  String who(Subject subject) {
    String name = name(subject);
    return name.isEmpty() ? subject.host() : name;
  }
}
