package io.tocsin.streams.detect.startuporder;

import io.tocsin.streams.detect.Explanation;

/** What people are told of this detector. */
final class About {
  static final Explanation EXPLANATION =
      new Explanation(
          "`depends_on` waits for a start, not for health, unless it is told to. A service that "
              + "comes too early fails now and then, after a deployment or a reboot, and works "
              + "when somebody looks: nobody sees the pattern.",
          "A container is started while a dependency with a health check is not healthy. Within"
              + " window: it fails by itself (codes 0, 130, 137 and 143 do not count), and its"
              + " lines tell of a failed connection, or of no error at all; or it runs and logs at"
              + " least errors failed connections, the first within 30 s, patience or more from the"
              + " first to the last. An error of another kind clears the order of blame; so does a"
              + " line that names only a dependency that was ready.",
          "The conditions are those of the Compose specification (depends_on, long syntax).",
          "backend was started before db (starting) was healthy, and failed 2 s later (exit "
              + "code 1); its line: `Error: connect ECONNREFUSED 172.18.0.2:5432`.");

  private About() {}
}
