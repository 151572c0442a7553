package io.tocsin.collector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.tocsin.collector.engine.EngineAddress.TlsFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a server that asks for a certificate, as an engine with {@code --tlsverify} does. */
class TlsIdentityTest {
  @TempDir Path folder;

  private static Authority authority;
  private static HttpsServer engine;

  @BeforeAll
  static void startEngine(@TempDir Path own) throws Exception {
    authority = new Authority();
    engine = serve(TlsIdentity.of(authority.issue(own, "EC", true)));
  }

  @AfterAll
  static void stopEngine() {
    engine.stop(0);
  }

  @ParameterizedTest
  @CsvSource({"RSA, false", "RSA, true", "EC, false", "EC, true"})
  void provesItselfWithEachKindOfKeyThatOpensslWrites(String algorithm, boolean pkcs8)
      throws Exception {
    TlsFiles files = authority.issue(folder.resolve("client"), algorithm, pkcs8);

    assertThat(version(files)).startsWith("version 20.10, API 1.41");
  }

  @Test
  void refusesAnEngineThatAnotherAuthorityVouchesFor() throws Exception {
    TlsFiles files = new Authority().issue(folder.resolve("client"), "EC", true);

    assertThatThrownBy(() -> version(files)).isInstanceOf(EngineException.class);
  }

  @Test
  void namesAFileThatIsMissing() throws Exception {
    TlsFiles files = authority.issue(folder.resolve("client"), "EC", true);
    Files.delete(files.key());

    assertThatThrownBy(() -> version(files))
        .isInstanceOf(EngineException.Unreachable.class)
        .hasMessageContaining(files.key() + " is not there");
  }

  @Test
  void namesAFileThatHoldsNoKey() throws Exception {
    TlsFiles files = authority.issue(folder.resolve("client"), "EC", true);
    Files.writeString(files.key(), "nothing");

    assertThatThrownBy(() -> version(files))
        .isInstanceOf(EngineException.Unreachable.class)
        .hasMessageContaining(files.key() + " holds no private key");
  }

  private String version(TlsFiles files) {
    int port = engine.getAddress().getPort();
    return new VersionProbe()
        .version(new EngineAddress(URI.create("tcp://localhost:" + port), files));
  }

  private static HttpsServer serve(SSLContext context) throws IOException {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters strict = context.getDefaultSSLParameters();
            strict.setNeedClientAuth(true);
            parameters.setSSLParameters(strict);
          }
        });
    server.createContext(
        "/",
        exchange -> {
          byte[] answer =
              "{\"Version\":\"20.10\",\"ApiVersion\":\"1.41\"}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          try (OutputStream body = exchange.getResponseBody()) {
            body.write(answer);
          }
          exchange.close();
        });
    server.start();
    return server;
  }

  /** Issues certificates for localhost. */
  private static final class Authority {
    private static final X500Name NAME = new X500Name("CN=authority");

    private final KeyPair keys;
    private final X509Certificate certificate;

    Authority() throws Exception {
      this.keys = keys("EC");
      this.certificate = sign(NAME, keys, new BasicConstraints(true));
    }

    TlsFiles issue(Path folder, String algorithm, boolean pkcs8) throws Exception {
      Files.createDirectories(folder);
      TlsFiles files = TlsFiles.in(folder);
      KeyPair own = keys(algorithm);
      write(files.ca(), certificate);
      write(
          files.certificate(),
          sign(new X500Name("CN=localhost"), own, new BasicConstraints(false)));
      write(
          files.key(),
          pkcs8 ? new JcaPKCS8Generator(own.getPrivate(), null) : older(own.getPrivate()));
      return files;
    }

    private X509Certificate sign(X500Name subject, KeyPair of, BasicConstraints constraints)
        throws Exception {
      Instant now = Instant.now();
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              NAME,
              BigInteger.valueOf(subject.equals(NAME) ? 1 : 2),
              Date.from(now.minus(Duration.ofHours(1))),
              Date.from(now.plus(Duration.ofHours(1))),
              subject,
              of.getPublic());
      builder.addExtension(Extension.basicConstraints, true, constraints);
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")));
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    }

    /** As {@code openssl rsa -traditional} and {@code openssl ecparam -genkey} write it. */
    private static Object older(PrivateKey key) throws IOException {
      if (key.getAlgorithm().equals("RSA")) {
        return key;
      }
      PrivateKeyInfo info = PrivateKeyInfo.getInstance(key.getEncoded());
      ECPrivateKey bare = ECPrivateKey.getInstance(info.parsePrivateKey());
      ASN1Encodable curve = info.getPrivateKeyAlgorithm().getParameters();
      return new PemObject(
          "EC PRIVATE KEY", new ECPrivateKey(256, bare.getKey(), curve).getEncoded());
    }

    private static KeyPair keys(String algorithm) throws Exception {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(algorithm.equals("EC") ? 256 : 2048);
      return generator.generateKeyPair();
    }

    private static void write(Path file, Object what) throws IOException {
      try (JcaPEMWriter pem = new JcaPEMWriter(Files.newBufferedWriter(file))) {
        pem.writeObject(what);
      }
    }
  }
}
