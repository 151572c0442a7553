package io.tocsin.app.incidents;

import io.tocsin.telemetry.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a view up to date with the topic of incidents, in a thread of its own, and tells a listener
 * of what happens from now on; what was there before is only kept.
 */
public final class IncidentFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IncidentFeed.class);
  private static final Duration POLL = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration BREATH = Duration.ofMillis(20);

  private final Map<String, Object> kafka;
  private final Topics topics;
  private final Intake intake;
  private final IncidentListener listener;
  private final Thread thread;
  private volatile @Nullable IncidentTopic topic;
  private volatile boolean isLive;
  private final CountDownLatch closed = new CountDownLatch(1);

  private IncidentFeed(
      Map<String, Object> kafka, Topics topics, IncidentView view, IncidentListener listener) {
    this.kafka = kafka;
    this.topics = topics;
    this.intake = new Intake(view);
    this.listener = listener;
    this.thread = new Thread(this::run, "incident-feed");
    this.thread.setDaemon(true);
  }

  public static IncidentFeed start(
      Map<String, Object> kafka, Topics topics, IncidentView view, IncidentListener listener) {
    IncidentFeed feed = new IncidentFeed(kafka, topics, view, listener);
    feed.thread.start();
    return feed;
  }

  /** Whether everything that was there at the beginning is in the view. */
  public boolean isLive() {
    return isLive;
  }

  @Override
  public void close() {
    closed.countDown();
    IncidentTopic current = topic;
    if (current != null) {
      current.consumer().wakeup();
    }
    try {
      thread.join(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!isClosed()) {
      try (IncidentTopic opened = new IncidentTopic(kafka, topics)) {
        topic = opened;
        follow(opened);
      } catch (WakeupException | InterruptException e) {
        // asked to stop; the loop looks
      } catch (RuntimeException e) {
        LOG.warn("incidents cannot be read at present; trying again: {}", e.toString());
        rest(PAUSE);
      }
    }
  }

  private void follow(IncidentTopic opened) {
    while (!isClosed()) {
      ConsumerRecords<String, byte[]> news =
          opened.consumer().poll(isLive ? POLL : Duration.ofMillis(100));
      news.forEach(this::take);
      if (news.isEmpty()) {
        // A broker in trouble has the consumer come back at once, again and again.
        rest(BREATH);
      }
      if (!isLive && opened.isCaughtUp()) {
        isLive = true;
      }
    }
  }

  private void take(ConsumerRecord<String, byte[]> entry) {
    if (entry.topic().equals(topics.controls())) {
      intake.control(entry.key(), entry.value());
      return;
    }
    Optional<Intake.News> news = intake.incident(entry.key(), entry.value());
    if (isLive && news.isPresent() && !news.get().incident().equals(news.get().before())) {
      listener.changed(news.get().incident(), news.get().before());
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private void rest(Duration time) {
    try {
      var unused = closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed.countDown();
    }
  }
}
