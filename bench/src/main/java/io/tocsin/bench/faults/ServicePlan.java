package io.tocsin.bench.faults;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service of a shape; what the fields mean stands in {@code suite.yml}.
 *
 * @param health null for yes
 * @param holds MiB that it takes at its start
 */
record ServicePlan(
    String speaks,
    List<String> needs,
    List<String> likes,
    @Nullable Boolean health,
    boolean fragile,
    int holds,
    String restart) {

  @SuppressWarnings("NullAway") // absent in the file
  ServicePlan {
    needs = needs == null ? List.of() : List.copyOf(needs);
    likes = likes == null ? List.of() : List.copyOf(likes);
    restart = restart == null ? "unless-stopped" : restart;
  }

  boolean hasHealthCheck() {
    return health == null || health;
  }
}
