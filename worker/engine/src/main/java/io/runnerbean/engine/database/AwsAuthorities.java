package io.runnerbean.engine.database;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.postgresql.ssl.WrappedFactory;

/**
 * Makes TLS connections to servers whose certificate one of the authorities of Amazon RDS has
 * signed. PostgreSQL's driver makes it by its name, so the class and its constructor are public.
 */
public final class AwsAuthorities extends WrappedFactory {

  private static final String FILE = "aws-rds.pem";

  /** Loads the authorities once, when the first connection is opened. */
  private static final class Loaded {
    static final SSLContext CONTEXT = context();

    private static SSLContext context() {
      try {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        for (Certificate authority : read()) {
          trusted.setCertificateEntry("authority " + trusted.size(), authority);
        }
        TrustManagerFactory trust =
            TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
      } catch (GeneralSecurityException | IOException e) {
        throw new IllegalStateException("the authorities of Amazon RDS cannot be read", e);
      }
    }
  }

  public AwsAuthorities() {
    factory = Loaded.CONTEXT.getSocketFactory();
  }

  static Collection<? extends Certificate> read() throws IOException, GeneralSecurityException {
    try (InputStream file = AwsAuthorities.class.getResourceAsStream(FILE)) {
      return CertificateFactory.getInstance("X.509")
          .generateCertificates(Objects.requireNonNull(file, FILE));
    }
  }
}
