package io.runnerbean.engine.http;

/** Another process listens on the worker's port. */
public final class PortTakenException extends RuntimeException {

  private static final long serialVersionUID = 1;

  PortTakenException(HttpConfig config, Exception cause) {
    super(
        "Port %d of %s is in use; set RUNNERBEAN_PORT to another."
            .formatted(config.port(), config.host()),
        cause);
  }
}
