package io.tocsin.alerts.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.alerts.delivery.Receipt;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final TopicPartition PARTITION = new TopicPartition("t", 0);
  private final Progress progress = new Progress();

  @Test
  void commitsNothingBeyondTheFirstThatIsUnsettled() {
    Receipt first = opened(10, 2);
    Receipt second = opened(11, 2);
    second.settled();
    second.settled();
    first.settled();
    assertThat(committable()).isEqualTo(10);

    first.settled();

    assertThat(committable()).isEqualTo(12);
    assertThat(progress.takeCommittable()).isEmpty();
  }

  @Test
  void passesOverWhatNobodyHasToSettle() {
    opened(10, 0);

    assertThat(committable()).isEqualTo(11);
  }

  @Test
  void voidsWhatIsGivenAway() {
    Receipt receipt = opened(10, 1);

    progress.revoke(List.of(PARTITION));
    receipt.settled();

    assertThat(receipt.isVoid()).isTrue();
    assertThat(progress.takeCommittable()).isEmpty();
    assertThat(opened(10, 1).isVoid()).isFalse();
  }

  private Receipt opened(long offset, int receivers) {
    return progress.opened(
        new ConsumerRecord<>(PARTITION.topic(), 0, offset, null, null), receivers);
  }

  private long committable() {
    Map<TopicPartition, OffsetAndMetadata> offsets = progress.takeCommittable();
    OffsetAndMetadata offset = offsets.get(PARTITION);
    return offset == null ? -1 : offset.offset();
  }
}
