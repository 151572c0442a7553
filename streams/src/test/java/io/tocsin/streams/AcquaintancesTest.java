package io.tocsin.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.streams.detect.Detector;
import io.tocsin.streams.detect.DetectorType;
import io.tocsin.streams.detect.DetectorType.Input;
import io.tocsin.streams.detect.DetectorType.Source;
import io.tocsin.streams.detect.Rule;
import io.tocsin.streams.testkit.Events;
import io.tocsin.streams.testkit.Facts;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Who knows which containers, and from when on. */
class AcquaintancesTest {
  private final List<String> heard = new ArrayList<>();
  private final Map<String, byte[]> store = new HashMap<>();

  @Test
  void aDetectorHearsOfTheContainersThatCameBeforeIt() {
    DetectorPool pool = pool(Input.of(EngineEvent.class, Source.EVENTS));
    pool.on(Facts.of("web").container("a").started(), this::found);
    pool.on(Facts.of("web").container("b").started(), this::found);
    assertThat(heard).isEmpty();

    Events.of("web").start().list().forEach(event -> pool.on(event, this::found));

    assertThat(heard).containsExactly("a running", "b running", "start");
  }

  @Test
  void oneThatAsksForItIsMadeByTheIntroduction() {
    DetectorPool pool = pool(Input.of(EngineEvent.class, Source.EVENTS).fromIntroduction());

    pool.on(Facts.of("web").container("a").started(), this::found);

    assertThat(heard).containsExactly("a running");
  }

  @Test
  void containersAreKnownAfterARestart() {
    DetectorPool before = pool(Input.of(EngineEvent.class, Source.EVENTS));
    before.on(Facts.of("web").container("a").started(), this::found);
    before.on(Facts.of("web").container("b").started(), this::found);
    before.on(Facts.of("web").container("b").removed(), this::found);
    before.write(store::put, store::remove);

    DetectorPool after = pool(Input.of(EngineEvent.class, Source.EVENTS));
    store.forEach(after::restore);
    Events.of("web").start().list().forEach(event -> after.on(event, this::found));

    assertThat(heard).containsExactly("a running", "start");
  }

  @Test
  void nothingIsKeptOfContainersThatAreGone() {
    DetectorPool pool = pool(Input.of(EngineEvent.class, Source.EVENTS));
    pool.on(Facts.of("web").container("a").started(), this::found);
    pool.on(Facts.of("job").container("b").started(), this::found);
    pool.write(store::put, store::remove);
    assertThat(store).hasSize(2);

    pool.on(Facts.of("job").container("b").removed(), this::found);
    pool.write(store::put, store::remove);
    assertThat(store).hasSize(1);

    pool.advance("host1", Events.T0.plus(Duration.ofDays(8)), this::found);
    pool.write(store::put, store::remove);
    assertThat(store).isEmpty();
  }

  private void found(Finding finding) {
    heard.add(finding.summary());
  }

  private DetectorPool pool(Input<EngineEvent> input) {
    DetectorType<EngineEvent, String> type =
        new DetectorType<>(
            "listener",
            "Writes down what it hears.",
            input,
            List.of(),
            new DetectorType.State<>(String.class, 1),
            (watch, kept) -> new Listener());
    return new DetectorPool(
        Source.EVENTS, List.of(Rule.standard(type)), (rule, record, failure) -> heard.add("!"));
  }

  private final class Listener implements Detector<EngineEvent> {
    @Override
    public void on(EngineEvent event, Consumer<Finding> out) {
      heard.add(event.action());
    }

    @Override
    public void facts(ContainerFacts facts, Consumer<Finding> out) {
      heard.add(facts.container().id() + ' ' + facts.state());
    }

    @Override
    public void tick(Instant watermark, Consumer<Finding> out) {
      heard.add("tick");
    }

    @Override
    public Instant wakeAt() {
      return Instant.MAX;
    }

    @Override
    public List<Finding> open() {
      return List.of();
    }

    @Override
    public Object state() {
      return "nothing";
    }

    @Override
    public boolean isBlank() {
      return true;
    }
  }
}
