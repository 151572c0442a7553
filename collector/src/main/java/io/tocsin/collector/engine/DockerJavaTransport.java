package io.tocsin.collector.engine;

import com.github.dockerjava.core.util.CertificateUtils;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.SSLConfig;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
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

  private static @Nullable SSLConfig sslConfig(EngineAddress.@Nullable TlsFiles files) {
    return files == null ? null : () -> sslContext(files);
  }

  private static SSLContext sslContext(EngineAddress.TlsFiles files) {
    try {
      KeyStore keys =
          CertificateUtils.createKeyStore(
              Files.readString(files.key()), Files.readString(files.certificate()));
      KeyManagerFactory own =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      own.init(keys, "docker".toCharArray());
      TrustManagerFactory trusted =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trusted.init(CertificateUtils.createTrustStore(Files.readString(files.ca())));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new EngineException.Unreachable(
          "the TLS files of the engine cannot be used: " + e.getMessage(), e);
    }
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
