package io.runnerbean.deploy;

/** Where Beanstalk streams what the container prints. */
final class LogGroup {

  private LogGroup() {}

  static String of(String environment) {
    return "/aws/elasticbeanstalk/%s/var/log/eb-docker/containers/eb-current-app/stdouterr.log"
        .formatted(environment);
  }
}
