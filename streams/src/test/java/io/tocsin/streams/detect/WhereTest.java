package io.tocsin.streams.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.streams.detect.Where.Identity;
import io.tocsin.telemetry.Subject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhereTest {
  @ParameterizedTest
  @CsvSource({
    "web, web, true",
    "web, web2, false",
    "*, web, true",
    "w*b, web, true",
    "w*b, wb, true",
    "w?b, wb, false",
    "*-api-*, shop-api-1, true",
    "*a*b*c, xxaxxbxxaxxbxxc, true",
    "*a*b*c, xxaxxbxxaxxbxx, false",
    "'', '', true",
    "'', web, false",
  })
  void readsPatterns(String pattern, String text, boolean fits) {
    assertThat(Where.glob(pattern, text)).isEqualTo(fits);
  }

  @Test
  void fitsSubjects() {
    Where where =
        new Where(
            List.of(), List.of("shop"), List.of("web", "api-*"), List.of(), List.of(), Map.of());

    assertThat(where.fits(new Subject("h", "shop", "api-1"))).isTrue();
    assertThat(where.fits(new Subject("h", "shop", "db"))).isFalse();
    assertThat(where.fits(new Subject("h", "blog", "web"))).isFalse();
  }

  @Test
  void leavesOutWhatIsNegated() {
    Where where =
        new Where(List.of(), List.of(), List.of("*", "!db"), List.of(), List.of(), Map.of());

    assertThat(where.fits(new Subject("h", "shop", "web"))).isTrue();
    assertThat(where.fits(new Subject("h", "shop", "db"))).isFalse();
  }

  @Test
  void fitsImagesWithAndWithoutTag() {
    Where where =
        new Where(
            List.of(), List.of(), List.of(), List.of(), List.of("host:5000/postgres"), Map.of());

    assertThat(where.fits(image("host:5000/postgres:16"))).isTrue();
    assertThat(where.fits(image("host:5000/postgres"))).isTrue();
    assertThat(where.fits(image("postgres:16"))).isFalse();
  }

  @Test
  void asksForLabelsThatAreThere() {
    Where where =
        new Where(
            List.of(), List.of(), List.of(), List.of(), List.of(), Map.of("team", List.of("*")));

    assertThat(where.fits(new Identity("a", "b", Map.of("team", "x")))).isTrue();
    assertThat(where.fits(new Identity("a", "b", Map.of()))).isFalse();
  }

  private static Identity image(String image) {
    return new Identity("shop-db-1", image, Map.of());
  }
}
