package io.github.djlobservability.suite.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Keys for a server that speaks TLS. */
final class KeyStores {

  static final String PASSWORD = "changeit";

  private KeyStores() {}

  /** Makes a PKCS12 file with one self-signed key, by the JDK's own tool. */
  static Path selfSigned(Path file) throws IOException, InterruptedException {
    Process keytool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "server",
                    "-keyalg",
                    "RSA",
                    "-dname",
                    "CN=localhost",
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    PASSWORD,
                    "-keystore",
                    file.toString()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool made no key");
    }
    return file;
  }
}
