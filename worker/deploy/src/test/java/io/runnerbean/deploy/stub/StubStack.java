package io.runnerbean.deploy.stub;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A stack whose operations end after some polls. */
final class StubStack {

  final String name;
  Map<String, String> parameters = new TreeMap<>();
  String body = "";
  String status = "REVIEW_IN_PROGRESS";
  String finalStatus = "";
  int pollsLeft;
  final List<String> events = new ArrayList<>();

  StubStack(String name) {
    this.name = name;
  }

  String id() {
    return name + "/id";
  }

  /** Starts an operation that ends after some polls. */
  void begin(String status, String finalStatus, int polls) {
    this.status = status;
    this.finalStatus = finalStatus;
    pollsLeft = polls;
    event("Stack", status, "User Initiated");
  }

  void poll() {
    if (!finalStatus.isEmpty() && pollsLeft-- <= 0) {
      status = finalStatus;
      finalStatus = "";
      event("Stack", status, "");
    }
  }

  void event(String resource, String state, String reason) {
    events.addFirst(
        "<member><EventId>%d</EventId><StackId>%s</StackId><StackName>%s</StackName><LogicalResourceId>%s</LogicalResourceId><ResourceType>AWS::A::B</ResourceType><Timestamp>%s</Timestamp><ResourceStatus>%s</ResourceStatus>%s</member>"
            .formatted(
                events.size(),
                id(),
                name,
                resource,
                Instant.now(),
                state,
                reason.isEmpty()
                    ? ""
                    : "<ResourceStatusReason>" + reason + "</ResourceStatusReason>"));
  }
}
