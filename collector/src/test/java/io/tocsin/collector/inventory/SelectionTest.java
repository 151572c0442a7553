package io.tocsin.collector.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.collector.inventory.Selection.Globs;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SelectionTest {
  private static final Labels SCOPED = new Labels(Map.of("tocsin.scope", "demo-1"));

  @Test
  void leavesContainersOfAScopeToThoseThatNameIt() {
    Selection own = new Selection(labels("tocsin.scope=demo-1"), Globs.NONE);
    Selection others = new Selection(labels("tocsin.scope=demo-2"), Globs.NONE);
    Selection byName = new Selection(new Globs(List.of("*"), List.of(), List.of()), Globs.NONE);

    assertThat(own.watches("web", "img", SCOPED)).isTrue();
    assertThat(Selection.ALL.watches("web", "img", SCOPED)).isFalse();
    assertThat(others.watches("web", "img", SCOPED)).isFalse();
    assertThat(byName.watches("web", "img", SCOPED)).isFalse();
  }

  @Test
  void watchesAllButTheIgnoredWhereNothingIsSaid() {
    Labels ignored = new Labels(Map.of("tocsin.ignore", "true"));

    assertThat(Selection.ALL.watches("web", "img", new Labels(Map.of()))).isTrue();
    assertThat(Selection.ALL.watches("web", "img", ignored)).isFalse();
  }

  private static Globs labels(String label) {
    return new Globs(List.of(), List.of(), List.of(label));
  }
}
