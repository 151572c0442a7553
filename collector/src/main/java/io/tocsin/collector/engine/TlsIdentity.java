package io.tocsin.collector.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/**
 * Who this is to an engine, and whom it trusts, from PEM files. docker-java's own reading of such
 * files needs a security provider registered for the whole process; Bouncy Castle's parser, which
 * it brings, does with those of the JDK.
 */
final class TlsIdentity {
  private static final char[] NO_PASSWORD = new char[0];

  private TlsIdentity() {}

  /**
   * What a connection needs.
   *
   * @throws EngineException.Unreachable if a file is missing or says nothing of use; names it
   */
  static SSLContext of(EngineAddress.TlsFiles files) {
    try {
      KeyManagerFactory own =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      own.init(keys(files), NO_PASSWORD);
      TrustManagerFactory trusted =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trusted.init(authorities(files.ca()));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new EngineException.Unreachable(
          "the TLS files of the engine cannot be used: " + e.getMessage(), e);
    }
  }

  private static KeyStore keys(EngineAddress.TlsFiles files)
      throws IOException, GeneralSecurityException {
    KeyStore store = empty();
    Certificate[] chain = certificates(files.certificate()).toArray(new Certificate[0]);
    store.setKeyEntry("engine", key(files.key()), NO_PASSWORD, chain);
    return store;
  }

  private static KeyStore authorities(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = empty();
    int number = 0;
    for (Certificate each : certificates(file)) {
      store.setCertificateEntry("authority-" + number++, each);
    }
    return store;
  }

  private static Collection<? extends Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    try (InputStream pem = Files.newInputStream(present(file))) {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(pem);
      if (found.isEmpty()) {
        throw new IOException(file + " holds no certificate");
      }
      return found;
    }
  }

  /** PKCS#8, or the older forms that OpenSSL writes for RSA and for elliptic curves. */
  private static PrivateKey key(Path file) throws IOException {
    try (Reader text = Files.newBufferedReader(present(file));
        PEMParser pem = new PEMParser(text)) {
      JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
      for (Object part = pem.readObject(); part != null; part = pem.readObject()) {
        if (part instanceof PEMKeyPair pair) {
          return converter.getPrivateKey(pair.getPrivateKeyInfo());
        } else if (part instanceof PrivateKeyInfo info) {
          return converter.getPrivateKey(info);
        }
      }
    }
    throw new IOException(file + " holds no private key that can be read without a password");
  }

  private static Path present(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new IOException(file + " is not there or may not be read");
    }
    return file;
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
