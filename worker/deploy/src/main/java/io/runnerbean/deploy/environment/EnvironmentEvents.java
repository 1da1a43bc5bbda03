package io.runnerbean.deploy.environment;

import io.runnerbean.deploy.stack.Event;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.elasticbeanstalk.ElasticBeanstalkClient;
import software.amazon.awssdk.services.elasticbeanstalk.model.ElasticBeanstalkException;
import software.amazon.awssdk.services.elasticbeanstalk.model.EventDescription;
import software.amazon.awssdk.services.elasticbeanstalk.model.EventSeverity;

/** The events of an environment since a given time. Each event is returned once. */
public final class EnvironmentEvents implements Supplier<List<Event>> {

  private final ElasticBeanstalkClient beanstalk;
  private final String environment;
  private final Instant since;
  private final Set<String> seen = new HashSet<>();

  public EnvironmentEvents(ElasticBeanstalkClient beanstalk, String environment, Instant since) {
    this.beanstalk = beanstalk;
    this.environment = environment;
    this.since = since;
  }

  @Override
  public List<Event> get() {
    return latest().stream()
        .filter(event -> seen.add(event.eventDate() + event.message()))
        .map(EnvironmentEvents::event)
        .toList();
  }

  private static Event event(EventDescription event) {
    String severity = event.severityAsString();
    String prefix = "INFO".equals(severity) ? "" : severity + ": ";
    return new Event(event.eventDate(), "Beanstalk: " + prefix + event.message());
  }

  /** A deployment does not need these events, so a failure to read them becomes a warning event. */
  private List<EventDescription> latest() {
    try {
      return beanstalk
          .describeEvents(events -> events.environmentName(environment).startTime(since))
          .events();
    } catch (ElasticBeanstalkException e) {
      return isNotThereYet(e) ? List.of() : List.of(warning(e));
    }
  }

  private static boolean isNotThereYet(ElasticBeanstalkException e) {
    return e.awsErrorDetails().errorCode().equals("InvalidParameterValue");
  }

  private EventDescription warning(ElasticBeanstalkException e) {
    return EventDescription.builder()
        .eventDate(since)
        .severity(EventSeverity.WARN)
        .message("cannot read the environment's events: " + e.awsErrorDetails().errorMessage())
        .build();
  }
}
