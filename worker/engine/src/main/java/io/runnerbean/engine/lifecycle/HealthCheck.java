package io.runnerbean.engine.lifecycle;

import java.util.Optional;

/** A part that the worker cannot do without. */
public interface HealthCheck {

  /** The name of the part, as {@code /health/ready} shows it. */
  String part();

  /** Why it is not ready; empty: it is. It answers within seconds. */
  Optional<String> problem();
}
