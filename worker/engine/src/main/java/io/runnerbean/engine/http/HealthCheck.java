package io.runnerbean.engine.http;

import java.util.Optional;

/** A part that the worker cannot do without. */
public interface HealthCheck {

  /** What people call the part. */
  String part();

  /** Why it is not ready; empty if it is. Answers within seconds. */
  Optional<String> problem();
}
