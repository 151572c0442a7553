package io.tocsin.collector.engine;

import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.SSLConfig;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * docker-java's transport, used below its typed commands: they know neither one-shot samples nor
 * nanoseconds, and hand out frames in a buffer that they use again.
 */
final class DockerJavaTransport implements Transport {
  private final DockerHttpClient http;

  DockerJavaTransport(EngineAddress address) {
    // the pool stays unbounded: a small one blocks for ever once streams fill it
    this.http =
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(address.uri())
            .sslConfig(sslConfig(address.tls()))
            .connectionTimeout(Duration.ofSeconds(5))
            .build();
  }

  @Override
  public Answer get(String path) {
    return new OpenAnswer(
        http.execute(
            DockerHttpClient.Request.builder()
                .method(DockerHttpClient.Request.Method.GET)
                .path(path)
                .build()));
  }

  @Override
  public void close() {
    try {
      http.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Made at once: what fails inside the transport comes out of it as no exception of ours. */
  private static @Nullable SSLConfig sslConfig(EngineAddress.@Nullable TlsFiles files) {
    if (files == null) {
      return null;
    }
    SSLContext context = TlsIdentity.of(files);
    return () -> context;
  }

  private record OpenAnswer(DockerHttpClient.Response response) implements Answer {
    @Override
    public int status() {
      return response.getStatusCode();
    }

    @Override
    public InputStream body() {
      return response.getBody();
    }

    @Override
    public void close() {
      response.close();
    }
  }
}
