package io.runnerbean.deploy.stack;

import io.runnerbean.deploy.console.DeployException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/** What happens to a stack, each of it once. */
final class StackEvents {

  private final CloudFormationClient formation;
  private final String stack;
  private final String stackId;
  private final Set<String> seen = new HashSet<>();
  private final List<StackEvent> failures = new ArrayList<>();

  private StackEvents(CloudFormationClient formation, String stack, String stackId) {
    this.formation = formation;
    this.stack = stack;
    this.stackId = stackId;
  }

  /** Only what is yet to come. */
  static StackEvents fromNowOn(CloudFormationClient formation, String stack, String stackId) {
    StackEvents events = new StackEvents(formation, stack, stackId);
    events.latest().forEach(event -> events.seen.add(event.eventId()));
    return events;
  }

  /** And what has happened since somebody began what is under way. */
  static StackEvents sinceItBegan(CloudFormationClient formation, String stack, String stackId) {
    StackEvents events = new StackEvents(formation, stack, stackId);
    events.latest().stream()
        .dropWhile(event -> !"User Initiated".equals(event.resourceStatusReason()))
        .skip(1)
        .forEach(event -> events.seen.add(event.eventId()));
    return events;
  }

  String stack() {
    return stack;
  }

  String stackId() {
    return stackId;
  }

  /** What has happened since the last look, in its order. */
  List<Event> unseen() {
    List<StackEvent> fresh = new ArrayList<>(latest());
    fresh.removeIf(event -> !seen.add(event.eventId()));
    Collections.reverse(fresh);
    fresh.stream().filter(StackEvents::failed).forEach(failures::add);
    return fresh.stream().map(this::event).toList();
  }

  /** The first that failed, which made the others fail. */
  String failure() {
    return failures.stream()
        .findFirst()
        .map(event ->
            "%s (%s): %s"
                .formatted(
                    event.logicalResourceId(), event.resourceType(), event.resourceStatusReason()))
        .orElse("its events in the console tell why");
  }

  private Event event(StackEvent event) {
    String reason = failed(event) ? ": " + event.resourceStatusReason() : "";
    return new Event(
        event.timestamp(),
        "%-28s %s%s".formatted(event.logicalResourceId(), event.resourceStatusAsString(), reason));
  }

  /** What was only broken off says so, and is no cause. */
  private static boolean failed(StackEvent event) {
    return event.resourceStatusAsString().endsWith("_FAILED")
        && event.resourceStatusReason() != null
        && !event.resourceStatusReason().contains("cancelled");
  }

  private List<StackEvent> latest() {
    try {
      return formation.describeStackEvents(events -> events.stackName(stackId)).stackEvents();
    } catch (CloudFormationException e) {
      throw new DeployException(
          "The events of %s cannot be read: %s"
              .formatted(stack, e.awsErrorDetails().errorMessage()));
    }
  }
}
