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

/** Whether an environment is well. */
public record Health(ElasticBeanstalkClient beanstalk, Polling polling, EventFeed news) {

  private static final Duration LONGEST = Duration.ofMinutes(15);

  /**
   * Waits until it is.
   *
   * @throws DeployException naming what Beanstalk calls the causes, if it does not become so
   */
  public void await(String environment) {
    try {
      polling.atMost(LONGEST).until("The environment's health", () -> isHealthy(environment));
    } catch (TimedOutException e) {
      throw new DeployException(
          "%s%nThe environment %s is not well: %s%n'eb health' and its events in the console tell more; docs/operations.md#environment-health, what to do."
              .formatted(e.getMessage(), environment, String.join("; ", causes(environment))));
    }
  }

  private boolean isHealthy(String environment) {
    news.tell(List.of());
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
