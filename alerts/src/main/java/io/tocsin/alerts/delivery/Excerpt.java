package io.tocsin.alerts.delivery;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Reads the beginning of one answer and throws the rest away. Where the status says all, an answer
 * that says yes is complete with it, whatever its body does.
 */
final class Excerpt implements BodyHandler<String>, BodySubscriber<String> {
  private static final int KEPT_BYTES = 2_000;
  private static final int READ_BYTES = 64 * 1024;

  private final boolean readsSuccess;
  private final CompletableFuture<String> text = new CompletableFuture<>();
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private int read;
  private Flow.@Nullable Subscription subscription;
  private volatile HttpResponse.@Nullable ResponseInfo head;

  /**
   * @param readsSuccess whether the body of a success matters too
   */
  Excerpt(boolean readsSuccess) {
    this.readsSuccess = readsSuccess;
  }

  @Override
  public BodySubscriber<String> apply(HttpResponse.ResponseInfo info) {
    head = info;
    if (!readsSuccess && info.statusCode() / 100 == 2) {
      text.complete("");
    }
    return this;
  }

  /** Status and headers; null before they have come. */
  HttpResponse.@Nullable ResponseInfo head() {
    return head;
  }

  synchronized String soFar() {
    return kept.toString(StandardCharsets.UTF_8);
  }

  @Override
  public CompletionStage<String> getBody() {
    return text;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    this.subscription = subscription;
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    buffers.forEach(this::keep);
    if (read > READ_BYTES && subscription != null) {
      subscription.cancel();
      text.complete(soFar());
    }
  }

  @Override
  public void onError(Throwable error) {
    // the status is known and decides; what there is of the body is for people only
    text.complete(soFar());
  }

  @Override
  public void onComplete() {
    text.complete(soFar());
  }

  private synchronized void keep(ByteBuffer buffer) {
    read += buffer.remaining();
    byte[] bytes = new byte[Math.min(buffer.remaining(), KEPT_BYTES - kept.size())];
    buffer.get(bytes);
    kept.writeBytes(bytes);
  }
}
