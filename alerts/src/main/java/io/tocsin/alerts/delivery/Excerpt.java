package io.tocsin.alerts.delivery;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Reads the beginning of an answer and throws the rest away. An answer that says yes is complete
 * with its status: whatever its body does, the message has arrived and must not be sent again.
 */
final class Excerpt implements BodySubscriber<String> {
  private static final int KEPT_BYTES = 200;
  private static final int READ_BYTES = 64 * 1024;

  private final CompletableFuture<String> text = new CompletableFuture<>();
  private final StringBuilder kept = new StringBuilder();
  private int read;
  private Flow.@Nullable Subscription subscription;

  private Excerpt() {}

  static BodySubscriber<String> of(int status) {
    Excerpt excerpt = new Excerpt();
    if (status / 100 == 2) {
      excerpt.text.complete("");
    }
    return excerpt;
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
      text.complete(kept.toString());
    }
  }

  @Override
  public void onError(Throwable error) {
    // the status is known and decides; what there is of the body is for people only
    text.complete(kept.toString());
  }

  @Override
  public void onComplete() {
    text.complete(kept.toString());
  }

  private void keep(ByteBuffer buffer) {
    read += buffer.remaining();
    byte[] bytes =
        new byte[Math.min(buffer.remaining(), KEPT_BYTES - Math.min(KEPT_BYTES, kept.length()))];
    buffer.get(bytes);
    kept.append(new String(bytes, StandardCharsets.UTF_8));
  }
}
