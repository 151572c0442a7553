package io.tocsin.streams.advice;

import static io.tocsin.streams.testkit.Containers.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.streams.change.ChangeLedger;
import io.tocsin.streams.change.Relation;
import io.tocsin.streams.testkit.Containers;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Severity;
import io.tocsin.telemetry.Subject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdvisorTest {
  private static final String UP =
      "docker-compose -p shop -f /srv/shop/docker-compose.yml up -d backend";

  private final ChangeLedger ledger = new ChangeLedger(null);

  @Test
  void namesTheModuleThatADeploymentLacksAndTheWayBack() {
    ledger.learn(backend("a", -9_000).image("shop/backend:1").seen(-8_999));
    ledger.learn(backend("b", -40).image("shop/backend:2").seen(-39));

    assertThat(
            on(
                "restart-rate",
                Map.of(
                    "exitCode",
                    3,
                    "logs",
                    List.of(
                        "  File \"/app/main.py\", line 3, in <module>",
                        "ModuleNotFoundError: No module named 'shop.orders'"))))
        .containsExactly(
            "shop/backend:2 has no Python module shop.orders (asked for in /app/main.py, line 3):"
                + " add it to the requirements and build anew, or mend the import if it was moved",
            "To go back, write image: shop/backend:1 below backend in"
                + " /srv/shop/docker-compose.yml, then: "
                + UP,
            "Read its last lines: docker logs --tail 100 shop-backend-1",
            "Once the reason is mended: " + UP,
            "When it is over: backend has no memory limit, no health check, no restart policy.");
  }

  /** Recorded from a run: the next deployment mended it. */
  @Test
  void whatMendedItIsNotWhatItBrokeOn() {
    ledger.learn(backend("a", -40).image("shop/backend:2").seen(-39));
    ledger.learn(backend("b", 0.5).image("shop/backend:3").seen(0.6));
    Map<String, Object> evidence =
        Map.of("logs", List.of("ModuleNotFoundError: No module named 'shop.orders'"));

    assertThat(on(Finding.State.RESOLVED, "restart-rate", evidence).get(0))
        .startsWith("shop/backend:2 has no Python module");
    assertThat(on(Finding.State.FIRING, "restart-rate", evidence).get(0))
        .startsWith("shop/backend:3 has no Python module");
  }

  @Test
  void anImageOfTheSameNameIsTaggedBack() {
    ledger.learn(backend("a", -9_000).imageId("sha256:aaaaaaaaaaaabbbb").seen(-8_999));
    ledger.learn(backend("b", -40).imageId("sha256:ccccccccccccdddd").seen(-39));

    assertThat(on("exited", Map.of("exitCode", 1)))
        .startsWith(
            "shop:1 was another image before. Have the name stand for that again:"
                + " docker tag aaaaaaaaaaaa shop:1",
            "… and make backend of it: docker-compose -p shop -f /srv/shop/docker-compose.yml"
                + " up -d --force-recreate backend");
  }

  @Test
  void aLimitThatWasLoweredIsGivenBackRatherThanDoubled() {
    ledger.learn(backend("a", -9_000).memory("64MiB").seen(-8_999));
    ledger.learn(backend("b", -40).memory("16MiB").seen(-39));

    assertThat(on("oom-kill", Map.of("limit", "16 MiB")))
        .startsWith(
            "Its memory limit was 64 MiB before and is 16 MiB now. Give it back:"
                + " docker update --memory 64m --memory-swap 64m shop-backend-1",
            "For good, write mem_limit: 64m below backend in /srv/shop/docker-compose.yml, then: "
                + UP,
            "Or have it take less: fewer workers, smaller caches, a bound on what one request may"
                + " load");
  }

  @Test
  void aLimitThatIsTooLowIsRaisedByNumbers() {
    ledger.learn(backend("a", -9_000).memory("1GiB").command("gunicorn", "shop:app").seen(-8_999));

    assertThat(on("memory-ratio", Map.of("limit", "1 GiB", "workingSet", "922 MiB")))
        .startsWith(
            "backend may use 1 GiB and uses 922 MiB; raise its limit to 2 GiB:"
                + " docker update --memory 2048m --memory-swap 2048m shop-backend-1",
            "For good, write mem_limit: 2048m below backend in /srv/shop/docker-compose.yml, then: "
                + UP,
            "Or have it take less: fewer workers (WEB_CONCURRENCY, or --workers)");
  }

  @Test
  void whatHasNoLimitIsGivenOne() {
    assertThat(on("oom-kill", Map.of("limit", "none")))
        .startsWith(
            "It has no limit, so the host's memory ran out. See who takes it:"
                + " docker stats --no-stream",
            "Give backend a limit, so that it cannot take all:"
                + " docker update --memory 512m --memory-swap 512m shop-backend-1");
  }

  @Test
  void aQuotaIsRaisedByNumbers() {
    ledger.learn(backend("a", -9_000).cpus(0.5).seen(-8_999));

    assertThat(on("cpu-throttling", Map.of("cores", 0.5)))
        .startsWith(
            "backend may use 0.5 cores and would use more; give it 1:"
                + " docker update --cpus 1 shop-backend-1",
            "For good, write cpus: 1 below backend in /srv/shop/docker-compose.yml, then: " + UP);
  }

  @Test
  void aProbeIsRunByHandAsTheEngineRunsIt() {
    ledger.learn(
        backend("a", -9_000).check("/bin/sh -c wget -qO- 'http://localhost/' || exit 1").seen(-1));

    assertThat(on("unhealthy", Map.of("probeOutput", "wget: server returned error: HTTP/1.1 500")))
        .startsWith(
            "Run its health check by hand: docker exec shop-backend-1 /bin/sh -c"
                + " 'wget -qO- '\\''http://localhost/'\\'' || exit 1'",
            "See what it is doing: docker logs --tail 50 shop-backend-1",
            "If it must serve at once: docker restart shop-backend-1");
  }

  @Test
  void aPortThatIsTakenIsLookedFor() {
    String words =
        "driver failed programming external connectivity on endpoint shop-backend-1 (9f2):"
            + " Bind for 0.0.0.0:8080 failed: port is already allocated";

    assertThat(on("start-failed", Map.of("exitCode", 128, "error", words)))
        .startsWith(
            "Port 8080 is published by another container already:"
                + " docker ps --filter publish=8080",
            "Once that is mended: docker compose -p shop up -d backend");
  }

  @Test
  void aCommandThatTheImageLacksIsNamed() {
    ledger.learn(backend("a", -9_000).seen(-8_999));
    String words =
        "OCI runtime create failed: runc create failed: unable to start container process:"
            + " exec: \"serv\": executable file not found in $PATH: unknown";

    assertThat(on("start-failed", Map.of("error", words)).get(0))
        .isEqualTo("shop:1 has no command serv: mend command: or entrypoint:, or the image");
  }

  @Test
  void exitCodesSpeakWhereNobodyElseDoes() {
    ledger.learn(backend("a", -9_000).command("serve", "--port", "80").seen(-8_999));

    assertThat(on("exited", Map.of("exitCode", 127)).get(0))
        .isEqualTo(
            "shop:1 has no such command as serve --port 80: mend command: or entrypoint:, or the"
                + " image");
    assertThat(on("exited", Map.of("exitCode", 126)).get(0)).startsWith("shop:1 cannot execute");
    assertThat(on("exited", Map.of("exitCode", 137)).get(0))
        .endsWith(": dmesg -T | grep -iE 'killed process|out of memory'");
    assertThat(on("exited", Map.of("exitCode", 137, "oomKilled", true)).get(0))
        .startsWith("Read its last lines");
    assertThat(on("exited", Map.of("exitCode", 139)).get(0)).contains("native code (signal 11)");
  }

  @Test
  void aNetworkThatWasTakenAwayIsConnectedAgain() {
    ledger.learn(backend("a", -9_000).networks("shop_default").seen(-8_999));
    ledger.learn(backend("a", -9_000).networks().seen(-5));

    assertThat(on("disconnected", Map.of()).get(0))
        .isEqualTo(
            "Connect it again: docker network connect --alias backend shop_default shop-backend-1");
  }

  @Test
  void aVariableThatWasTakenOutIsPutBack() {
    ledger.learn(backend("a", -9_000).environment("DATABASE_URL", "PATH").seen(-8_999));
    ledger.learn(backend("b", -40).environment("PATH").seen(-39));

    assertThat(on("exited", Map.of("exitCode", 1, "logs", List.of("KeyError: 'DATABASE_URL'"))))
        .startsWith(
            "It asks for the environment variable DATABASE_URL, which the container does not have;"
                + " write it below environment: of backend in /srv/shop/docker-compose.yml, then: "
                + UP,
            "To go back, write below backend in /srv/shop/docker-compose.yml, under environment,"
                + " what was taken out: DATABASE_URL. Then: "
                + UP);
  }

  @Test
  void aContainerOutsideAnyStackIsSpokenToByItsName() {
    Subject alone = new Subject("host1", "", "importer");

    assertThat(on(alone, "exited", "importer", Map.of("exitCode", 1)))
        .containsExactly(
            "Read its last lines: docker logs --tail 100 importer",
            "Once the reason is mended: docker start importer");
    assertThat(on(alone, "force-removal", "importer", Map.of()).get(0))
        .isEqualTo("Run importer again as it was; nobody has told of its image and settings");
  }

  private static Containers backend(String id, double created) {
    return Containers.of("backend")
        .created(id, created)
        .label("com.docker.compose.version", "1.29.2")
        .label("com.docker.compose.project.working_dir", "/srv/shop")
        .label("com.docker.compose.project.config_files", "docker-compose.yml");
  }

  private List<String> on(String detector, Map<String, Object> evidence) {
    return on(Finding.State.FIRING, detector, evidence);
  }

  private List<String> on(Finding.State state, String detector, Map<String, Object> evidence) {
    return on(
        finding(
            new Subject("host1", "shop", "backend"), detector, "shop-backend-1", state, evidence));
  }

  private List<String> on(
      Subject subject, String detector, String container, Map<String, Object> evidence) {
    return on(finding(subject, detector, container, Finding.State.FIRING, evidence));
  }

  private List<String> on(Finding finding) {
    Subject subject = finding.subject();
    Relation relation = service -> service.equals(subject.service()) ? 0 : Relation.REMOTE;
    return new Advisor(ledger)
        .on(
            new Trouble(
                subject,
                finding.detector(),
                finding.container(),
                finding,
                List.of(finding),
                at(0),
                relation));
  }

  private static Finding finding(
      Subject subject,
      String detector,
      String container,
      Finding.State state,
      Map<String, Object> evidence) {
    return new Finding(
        "f1",
        detector,
        detector,
        subject,
        container,
        Severity.CRITICAL,
        state,
        at(0),
        at(1),
        at(1),
        state == Finding.State.FIRING ? null : at(1),
        1,
        1,
        "",
        null,
        "it broke",
        new LinkedHashMap<>(evidence));
  }
}
