package io.tocsin.streams.detect.httperrors;

import io.tocsin.streams.detect.Explanation;

/** What people are told of this detector. */
final class About {
  static final Explanation EXPLANATION =
      new Explanation(
          "It is what people who use the service see, and it is seen from outside, "
              + "whatever the service itself has to say.",
          "f ÷ n > ratio over the window, with f ≥ minimum answers of 500 to 599 among n "
              + "in the access log; critical while a health endpoint failed the last two "
              + "times it was asked.",
          "RFC 9110, section 15.6 (5xx: the server failed, and knows it).",
          "web answered 41 of 60 requests with a server’s error, last GET /api/orders/* "
              + "with 502; backend was killed for memory a second before.");

  private About() {}
}
