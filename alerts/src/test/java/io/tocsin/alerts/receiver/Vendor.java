package io.tocsin.alerts.receiver;

import java.util.Map;

/** Answers as a vendor does: yes only to what keeps to all its published limits and rules. */
public interface Vendor {
  Said answer(Asked asked);

  /** A request. */
  record Asked(String method, String target, Map<String, String> headers, String body) {}

  /** An answer. */
  record Said(int status, Map<String, String> headers, String body) {
    public static Said of(int status, String body) {
      return new Said(status, Map.of(), body);
    }
  }
}
