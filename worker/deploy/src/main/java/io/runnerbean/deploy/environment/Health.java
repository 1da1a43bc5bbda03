package io.runnerbean.deploy.environment;

import io.runnerbean.deploy.console.DeployException;
import io.runnerbean.deploy.console.Polling;
import io.runnerbean.deploy.console.TimedOutException;
import io.runnerbean.deploy.stack.EventFeed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.elasticbeanstalk.ElasticBeanstalkClient;
import software.amazon.awssdk.services.elasticbeanstalk.model.ElasticBeanstalkException;
import software.amazon.awssdk.services.elasticbeanstalk.model.EnvironmentDescription;
import software.amazon.awssdk.services.elasticbeanstalk.model.EnvironmentHealth;
import software.amazon.awssdk.services.elasticbeanstalk.model.EnvironmentHealthAttribute;
import software.amazon.awssdk.services.elasticbeanstalk.model.EnvironmentStatus;

/** The health of an environment, as Beanstalk reports it. */
public record Health(ElasticBeanstalkClient beanstalk, Polling polling, EventFeed feed) {

  private static final Duration TIMEOUT = Duration.ofMinutes(15);

  /**
   * Waits until the environment is ready and green.
   *
   * @throws DeployException after 15 minutes, with the causes that Beanstalk reports
   */
  public void await(String environment) {
    try {
      polling.atMost(TIMEOUT).until("The environment's health", () -> isHealthy(environment));
    } catch (TimedOutException e) {
      throw new DeployException(
          "%s%nThe environment %s is not healthy: %s%nSee 'eb health', the environment's events in the AWS console, and docs/operations.md#environment-health."
              .formatted(e.getMessage(), environment, String.join("; ", causes(environment))));
    }
  }

  private boolean isHealthy(String environment) {
    feed.print(List.of());
    Optional<EnvironmentDescription> found =
        beanstalk
            .describeEnvironments(
                request -> request.environmentNames(environment).includeDeleted(false))
            .environments()
            .stream()
            .findFirst();
    return found.isPresent()
        && found.get().status() == EnvironmentStatus.READY
        && found.get().health() == EnvironmentHealth.GREEN;
  }

  private List<String> causes(String environment) {
    try {
      return beanstalk
          .describeEnvironmentHealth(health ->
              health.environmentName(environment).attributeNames(EnvironmentHealthAttribute.CAUSES))
          .causes();
    } catch (ElasticBeanstalkException e) {
      return List.of(e.awsErrorDetails().errorMessage());
    }
  }
}
