package io.tocsin.streams;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What cannot be written because it is too large is left out, and said: were it tried again with
 * each new thread, nothing else would ever be found. Whatever else fails may pass.
 */
public final class KeepGoing implements ProductionExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(KeepGoing.class);

  @Override
  public Response handleError(
      ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception failure) {
    if (!(failure instanceof RecordTooLargeException)) {
      return Response.fail();
    }
    LOG.error("A record for {} is left out: {}", record.topic(), failure.getMessage());
    return Response.resume();
  }

  @Override
  public void configure(Map<String, ?> configs) {
    // There is nothing to set.
  }
}
