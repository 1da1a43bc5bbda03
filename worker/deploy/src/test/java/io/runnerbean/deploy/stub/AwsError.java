package io.runnerbean.deploy.stub;

/** What a service answers instead. */
final class AwsError extends RuntimeException {

  private static final long serialVersionUID = 1;

  final String code;

  AwsError(String code, String message) {
    super(message);
    this.code = code;
  }
}
