package io.runnerbean.deploy;

/** Where Beanstalk streams what the container prints. */
final class LogGroup {

  private LogGroup() {}

  /**
   * The group of an environment.
   *
   * @param named what the alarms were told; empty: its usual name
   */
  static String of(String environment, String named) {
    return named.isEmpty() ? usual(environment) : named;
  }

  private static String usual(String environment) {
    return "/aws/elasticbeanstalk/%s/var/log/eb-docker/containers/eb-current-app/stdouterr.log"
        .formatted(environment);
  }
}
