package io.runnerbean.engine.database;

import io.runnerbean.config.SettingsReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Whether connections are encrypted, and which certificates they trust.
 *
 * @param authorities a PEM file of certificates, one of which must have signed the database's;
 *     null: the default file of PostgreSQL's clients
 */
public record TlsConfig(Mode mode, @Nullable Path authorities) {

  /** The modes, as PostgreSQL's clients name them. */
  public enum Mode {
    PREFER("prefer"),
    REQUIRE("require"),
    VERIFY_FULL("verify-full");

    private final String name;

    Mode(String name) {
      this.name = name;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Uses TLS if the database supports it. */
  public static TlsConfig preferred() {
    return new TlsConfig(Mode.PREFER, null);
  }

  static TlsConfig from(SettingsReader settings) {
    return new TlsConfig(
        settings.oneOf("RUNNERBEAN_DATABASE_TLS", Mode.PREFER),
        settings.optional("RUNNERBEAN_DATABASE_CA", TlsConfig::readable));
  }

  void applyTo(PGSimpleDataSource source) {
    source.setSslMode(mode.toString());
    if (authorities != null) {
      source.setSslRootCert(authorities.toString());
    }
  }

  private static Path readable(String text) {
    Path file = Path.of(text);
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException("it must be a file that can be read");
    }
    return file;
  }
}
