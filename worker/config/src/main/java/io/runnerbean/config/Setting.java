package io.runnerbean.config;

/**
 * One setting with its effective value.
 *
 * @param value as it may be shown: a secret is masked
 */
public record Setting(String key, String value, Source source) {

  /** Where its value comes from. */
  public enum Source {
    ENVIRONMENT,
    DEFAULT
  }
}
