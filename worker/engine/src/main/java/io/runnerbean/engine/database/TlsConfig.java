package io.runnerbean.engine.database;

import io.runnerbean.config.SettingsReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Whether connections are encrypted, and which certificates they trust.
 *
 * @param authorities one of them must have signed the database's certificate; null: those in the
 *     default file of PostgreSQL's clients
 */
public record TlsConfig(Mode mode, @Nullable Authorities authorities) {

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

  /** Those who sign certificates. */
  public sealed interface Authorities {

    /** Those of Amazon RDS, which are part of the worker. */
    record Aws() implements Authorities {
      @Override
      public String toString() {
        return AWS;
      }
    }

    /** Those in a PEM file. */
    record InFile(Path file) implements Authorities {
      @Override
      public String toString() {
        return file.toString();
      }
    }
  }

  private static final String AUTHORITIES = "RUNNERBEAN_DATABASE_CA";
  private static final String AWS = "aws";

  /** Uses TLS if the database supports it. */
  public static TlsConfig preferred() {
    return new TlsConfig(Mode.PREFER, null);
  }

  static TlsConfig from(SettingsReader settings) {
    TlsConfig tls =
        new TlsConfig(
            settings.oneOf("RUNNERBEAN_DATABASE_TLS", Mode.PREFER),
            settings.optional(AUTHORITIES, TlsConfig::parse));
    if (tls.authorities != null && !tls.isVerified()) {
      settings.problem(AUTHORITIES, "is used only with RUNNERBEAN_DATABASE_TLS=verify-full");
    }
    return tls;
  }

  /** Whether a connection without encryption is refused. */
  boolean isRequired() {
    return mode != Mode.PREFER;
  }

  /** Whether a connection is encrypted, and certainly with the database of this name. */
  boolean isVerified() {
    return mode == Mode.VERIFY_FULL;
  }

  void applyTo(PGSimpleDataSource source) {
    source.setSslMode(mode.toString());
    switch (authorities) {
      case null -> {}
      case Authorities.Aws _ -> source.setSslfactory(AwsAuthorities.class.getName());
      case Authorities.InFile(Path file) -> source.setSslRootCert(file.toString());
    }
    if (!isVerified()) {
      // A server whose certificate is not checked must not get the password in plain text.
      source.setRequireAuth("!password");
    }
  }

  private static Authorities parse(String text) {
    if (text.equals(AWS)) {
      return new Authorities.Aws();
    }
    Path file = Path.of(text);
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException("it must be a file that can be read, or " + AWS);
    }
    return new Authorities.InFile(file);
  }
}
