package io.runnerbean.engine.lifecycle;

import java.util.Optional;

/** A part that the worker needs. */
public interface HealthCheck {

  /** The name of the part, as {@code /health/ready} shows it. */
  String part();

  /** Why the part is not ready; empty if it is. It answers within seconds. */
  Optional<String> problem();
}
