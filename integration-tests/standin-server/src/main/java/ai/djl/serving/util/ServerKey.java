package ai.djl.serving.util;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.SelfSignedCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collections;
import java.util.List;

/**
 * The key and the certificates that the server shows.
 *
 * @param certificates its own first
 */
record ServerKey(PrivateKey key, List<X509Certificate> certificates) {

  private static final List<String> CIPHERS =
      List.of("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");

  static ServerKey fromKeyStore(Path file, String type, char[] password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(type);
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password);
    }
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias)) {
        PrivateKey key = (PrivateKey) store.getKey(alias, password);
        List<X509Certificate> chain =
            List.of(store.getCertificateChain(alias)).stream()
                .map(X509Certificate.class::cast)
                .toList();
        return new ServerKey(key, chain);
      }
    }
    throw new KeyException("No key entry found in keystore.");
  }

  static ServerKey fromPem(Path keyFile, Path certificateFile)
      throws IOException, GeneralSecurityException {
    String pem = Files.readString(keyFile).replaceAll("-----(BEGIN|END) PRIVATE KEY-----\\s*", "");
    PrivateKey key =
        KeyFactory.getInstance("RSA")
            .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem)));
    try (InputStream in = Files.newInputStream(certificateFile)) {
      List<X509Certificate> chain =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toList();
      return new ServerKey(key, chain);
    }
  }

  static ServerKey selfSigned() throws GeneralSecurityException {
    SelfSignedCertificate certificate = new SelfSignedCertificate();
    return new ServerKey(certificate.key(), List.of(certificate.cert()));
  }

  SslContext toSslContext() throws IOException {
    return SslContextBuilder.forServer(key, certificates)
        .protocols("TLSv1.2")
        .ciphers(CIPHERS)
        .build();
  }
}
